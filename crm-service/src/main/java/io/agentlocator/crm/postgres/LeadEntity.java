package io.agentlocator.crm.postgres;

import io.agentlocator.crm.LeadAnswer;
import io.agentlocator.crm.LeadAnswer.Source;
import io.agentlocator.crm.LeadField;
import io.agentlocator.crm.LeadRecord;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;

/** A row of {@code leads} with its answers. */
@Entity
@Table(name = "leads")
@NullUnmarked
public class LeadEntity {

    @Id
    public UUID id;

    public String phone;
    public String status;

    @Column(name = "status_source")
    public String statusSource;

    @Column(name = "status_at")
    public Instant statusAt;

    @Column(name = "last_call_sid")
    public String lastCallSid;

    @Column(name = "last_call_at")
    public Instant lastCallAt;

    @Column(name = "created_at")
    public Instant createdAt;

    @Column(name = "updated_at")
    public Instant updatedAt;

    @OneToMany(mappedBy = "lead", fetch = FetchType.LAZY)
    public List<LeadAnswerEntity> answers;

    LeadRecord record() {
        var known = new EnumMap<LeadField, LeadAnswer>(LeadField.class);
        answers.forEach(answer -> known.put(LeadField.labelled(answer.field), answer.answer()));
        return new LeadRecord(
                id,
                phone,
                known,
                status,
                Source.valueOf(statusSource.toUpperCase(Locale.ROOT)),
                statusAt,
                lastCallSid,
                lastCallAt,
                createdAt,
                updatedAt);
    }

    /** Takes everything but the answers from the record. */
    void set(LeadRecord lead) {
        status = lead.status();
        statusSource = lead.statusSource().name().toLowerCase(Locale.ROOT);
        statusAt = lead.statusAt();
        lastCallSid = lead.lastCallSid();
        lastCallAt = lead.lastCallAt();
        createdAt = lead.createdAt();
        updatedAt = lead.updatedAt();
    }
}

package io.agentlocator.crm.postgres;

import io.agentlocator.crm.LeadAnswer;
import io.agentlocator.crm.LeadAnswer.Source;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.NullUnmarked;

/** A row of {@code lead_answers}. Written by {@link LeadRepository#upsert} only. */
@Entity
@Immutable
@Table(name = "lead_answers")
@IdClass(LeadAnswerEntity.Key.class)
@NullUnmarked
public class LeadAnswerEntity {

    @Id
    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "lead_id")
    public LeadEntity lead;

    @Id
    public String field;

    public String value;
    public String source;

    @Column(name = "call_sid")
    public String callSid;

    @Column(name = "answered_at")
    public Instant answeredAt;

    LeadAnswer answer() {
        return new LeadAnswer(value, Source.valueOf(source.toUpperCase(Locale.ROOT)), answeredAt, callSid);
    }

    /** The natural key. */
    public record Key(UUID lead, String field) {}
}

package io.agentlocator.crm.postgres;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.NullUnmarked;

/** A row of {@code leads} with its answers; read only. */
@Entity
@Immutable
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
}

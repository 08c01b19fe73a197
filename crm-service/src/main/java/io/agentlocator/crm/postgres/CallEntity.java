package io.agentlocator.crm.postgres;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.NullUnmarked;

/** A row of {@code calls}; read only. */
@Entity
@Immutable
@Table(name = "calls")
@NullUnmarked
public class CallEntity {

    @Id
    @Column(name = "call_sid")
    public String callSid;

    @Column(name = "first_seen_at")
    public Instant firstSeenAt;

    @Column(name = "from_number")
    public String from;

    @Column(name = "caller_phone")
    public String callerPhone;

    @Column(name = "to_number")
    public String to;

    public String direction;

    @Column(name = "received_at")
    public Instant receivedAt;

    @Column(name = "ended_at")
    public Instant endedAt;

    public String status;

    @Column(name = "lasted_seconds")
    public Integer lastedSeconds;

    public String continuation;

    @Column(name = "lead_id")
    public UUID leadId;

    public String disposition;
    public String summary;

    @Column(name = "caller_turns")
    public Integer callerTurns;
}

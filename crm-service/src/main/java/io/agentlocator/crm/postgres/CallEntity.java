package io.agentlocator.crm.postgres;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;

/** A row of {@code calls}. */
@Entity
@Table(name = "calls")
@NullUnmarked
public class CallEntity {

    @Id
    @Column(name = "call_sid")
    public String callSid;

    @Column(name = "first_seen_at", updatable = false)
    public Instant firstSeenAt;

    @Convert(converter = NulStripped.class)
    @Column(name = "from_number")
    public String from;

    @Column(name = "caller_phone")
    public String callerPhone;

    @Convert(converter = NulStripped.class)
    @Column(name = "to_number")
    public String to;

    public String direction;

    @Column(name = "received_at")
    public Instant receivedAt;

    @Column(name = "answered_at")
    public Instant answeredAt;

    @Column(name = "ended_at")
    public Instant endedAt;

    @Convert(converter = NulStripped.class)
    public String status;

    @Column(name = "lasted_seconds")
    public Integer lastedSeconds;

    public String continuation;

    @Column(name = "stream_ended_at")
    public Instant streamEndedAt;

    @Column(name = "lead_id")
    public UUID leadId;

    public String disposition;

    @Convert(converter = NulStripped.class)
    public String summary;

    @Column(name = "caller_turns")
    public Integer callerTurns;

    @Column(name = "concluded_at")
    public Instant concludedAt;

    @Column(name = "erased_at")
    public Instant erasedAt;
}

package io.agentlocator.crm.postgres;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.NullUnmarked;

/** A row of {@code alerts}. */
@Entity
@Table(name = "alerts")
@NullUnmarked
public class AlertEntity {

    @Id
    @Column(name = "event_id")
    public String eventId;

    @Column(name = "call_sid")
    public String callSid;

    public String type;
    public String reason;

    @Convert(converter = NulStripped.class)
    public String detail;

    @Column(name = "happened_at")
    public Instant happenedAt;
}

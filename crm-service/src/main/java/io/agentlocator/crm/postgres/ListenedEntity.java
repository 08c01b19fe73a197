package io.agentlocator.crm.postgres;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.NullUnmarked;

/** A row of {@code listened}. */
@Entity
@Table(name = "listened")
@NullUnmarked
public class ListenedEntity {

    @Id
    @Column(name = "event_id")
    public String eventId;

    @Column(name = "call_sid")
    public String callSid;

    @Convert(converter = NulStripped.class)
    public String engine;

    @Column(name = "heard_ms")
    public long heardMs;

    @Column(name = "told_at")
    public Instant reportedAt;
}

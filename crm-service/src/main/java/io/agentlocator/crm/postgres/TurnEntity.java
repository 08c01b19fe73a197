package io.agentlocator.crm.postgres;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.NullUnmarked;

/** A row of {@code turns}. */
@Entity
@Table(name = "turns")
@IdClass(TurnEntity.Key.class)
@NullUnmarked
public class TurnEntity {

    @Id
    @Column(name = "call_sid")
    public String callSid;

    @Id
    public String speaker;

    @Id
    public int number;

    @Id
    public int sequence;

    @Convert(converter = NulStripped.class)
    public String text;

    public boolean unclear;
    public Double confidence;

    @Convert(converter = NulStripped.class)
    public String engine;

    @Column(name = "start_ms")
    public Long startMs;

    @Column(name = "end_ms")
    public Long endMs;

    @Column(name = "took_ms")
    public Long tookMs;

    public String cancelled;

    @Column(name = "said_at")
    public Instant saidAt;

    /** The natural key. */
    public record Key(String callSid, String speaker, int number, int sequence) {}
}

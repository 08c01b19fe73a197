package io.agentlocator.crm.postgres;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.NullUnmarked;

/** A row of {@code turns}; read only. */
@Entity
@Immutable
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

    public String text;
    public boolean unclear;
    public Double confidence;
    public String engine;

    @Column(name = "took_ms")
    public Long tookMs;

    public String cancelled;

    @Column(name = "said_at")
    public Instant saidAt;

    /** The natural key. */
    public record Key(String callSid, String speaker, int number, int sequence) {}
}

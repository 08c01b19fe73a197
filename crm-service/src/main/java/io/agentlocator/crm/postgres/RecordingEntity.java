package io.agentlocator.crm.postgres;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.NullUnmarked;

/** A row of {@code recordings}. */
@Entity
@Table(name = "recordings")
@NullUnmarked
public class RecordingEntity {

    @Id
    @Column(name = "recording_sid")
    public String recordingSid;

    @Column(name = "call_sid")
    public String callSid;

    @Convert(converter = NulStripped.class)
    public String url;

    @Column(name = "duration_seconds")
    public Integer durationSeconds;

    @Column(name = "received_at")
    public Instant receivedAt;

    @Convert(converter = NulStripped.class)
    public String transcript;

    public Double confidence;

    @Column(name = "transcribed_at")
    public Instant transcribedAt;

    @Convert(converter = NulStripped.class)
    public String failure;

    public Integer attempts;
}

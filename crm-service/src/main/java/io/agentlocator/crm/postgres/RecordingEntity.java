package io.agentlocator.crm.postgres;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.NullUnmarked;

/** A row of {@code recordings}; read only. */
@Entity
@Immutable
@Table(name = "recordings")
@NullUnmarked
public class RecordingEntity {

    @Id
    @Column(name = "recording_sid")
    public String recordingSid;

    @Column(name = "call_sid")
    public String callSid;

    public String url;

    @Column(name = "duration_seconds")
    public Integer durationSeconds;

    public String transcript;
    public String failure;
}

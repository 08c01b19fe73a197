package io.agentlocator.crm.postgres;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import org.jspecify.annotations.NullUnmarked;

/** A row of {@code call_answers}: what the caller said of himself in one call. */
@Entity
@Table(name = "call_answers")
@IdClass(CallAnswerEntity.Key.class)
@NullUnmarked
public class CallAnswerEntity {

    @Id
    @Column(name = "call_sid")
    public String callSid;

    @Id
    public String field;

    @Convert(converter = NulStripped.class)
    public String value;

    /** The natural key. */
    public record Key(String callSid, String field) {}
}

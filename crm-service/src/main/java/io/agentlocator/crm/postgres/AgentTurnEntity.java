package io.agentlocator.crm.postgres;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import org.jspecify.annotations.NullUnmarked;

/** A row of {@code agent_turns}. */
@Entity
@Table(name = "agent_turns")
@IdClass(AgentTurnEntity.Key.class)
@NullUnmarked
public class AgentTurnEntity {

    @Id
    @Column(name = "call_sid")
    public String callSid;

    @Id
    public int turn;

    @Convert(converter = NulStripped.class)
    @Column(name = "composed_by")
    public String composedBy;

    @Column(name = "first_words_ms")
    public Long firstWordsMs;

    @Column(name = "composed_ms")
    public Long composedMs;

    @Column(name = "prompt_tokens")
    public Integer promptTokens;

    @Column(name = "completion_tokens")
    public Integer completionTokens;

    @Convert(converter = NulStripped.class)
    @Column(name = "spoken_by")
    public String spokenBy;

    public Integer characters;

    @Column(name = "sound_ms")
    public Long soundMs;

    @Column(name = "first_sound_ms")
    public Long firstSoundMs;

    /** The natural key. */
    public record Key(String callSid, int turn) {}
}

package io.agentlocator.crm;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What engines did for a call, in the units by which vendors bill and in the milliseconds that the caller waited. Holds no
 * personal data.
 */
public record EngineWork(List<Listened> listened, List<AgentTurn> agentTurns) {

    /** @param heardMs length of the sound that the engine was given, repeats included */
    public record Listened(String engine, long heardMs) {}

    /** A turn of the agent. Each half is null until its event has been read. */
    public record AgentTurn(
            int turn,
            @Nullable Composing composed,
            @Nullable Speaking spoken) {}

    /**
     * @param firstWordsMs from the question to the first sentence
     * @param tookMs from the question to the last
     */
    public record Composing(String engine, long firstWordsMs, long tookMs, int promptTokens, int completionTokens) {}

    /**
     * @param characters what the engine was asked to speak; 0 for a turn from the phrase cache
     * @param firstSoundMs from the turn's first sentence to its first sound
     */
    public record Speaking(String engine, int characters, long soundMs, long firstSoundMs) {}
}

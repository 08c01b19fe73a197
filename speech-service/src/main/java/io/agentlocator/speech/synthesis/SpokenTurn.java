package io.agentlocator.speech.synthesis;

import io.agentlocator.events.Reply;
import java.io.ByteArrayOutputStream;
import java.util.TreeMap;

/** What {@link Speaking} knows of one turn of the agent. */
final class SpokenTurn {

    final int number;
    final TreeMap<Integer, String> sentences = new TreeMap<>();

    /** Sound that does not fill a chunk yet, or all sound of a clip. */
    final ByteArrayOutputStream pending = new ByteArrayOutputStream();

    /** The sentence that is being spoken, or the next one. */
    int next;

    int sequence;
    boolean speaking;

    /** Number of sentences, from {@link Reply.Completed}; -1 until it comes. */
    int total = -1;

    boolean encoding;
    boolean ended;
    /** Whether the stream ends after the turn, and whether that was published. */
    boolean hangUp;

    boolean hungUp;

    /** Sequence of the first chunk of the sentence that was being spoken before a takeover; -1 if there was none. */
    int firstSequence = -1;

    /** Chunks of a lower sequence were published before a takeover. */
    int publishedBefore;

    SpokenTurn(int number) {
        this.number = number;
    }
}

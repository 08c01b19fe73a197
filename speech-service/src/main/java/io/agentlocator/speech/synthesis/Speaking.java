package io.agentlocator.speech.synthesis;

import io.agentlocator.events.AgentAudio;
import io.agentlocator.events.Reply;
import io.agentlocator.speech.roles.ClipEncoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state of the agent's speech in one call: sentences are spoken in order, a cut is published behind the sound that it
 * cuts, and each turn ends once. Each method returns the effects; none performs them.
 *
 * <p>All chunks have the same length, whatever pieces an engine returns, so a sentence that is spoken again after a crash gets
 * the same sequence numbers. Not thread-safe.
 */
public final class Speaking {

    /** Bytes of a chunk; the last one of a sentence may be shorter. 160 ms. */
    public static final int CHUNK = 1280;

    /** How the agent's sound reaches the caller. */
    public enum Form {
        /** Chunks, while the engine makes them. */
        STREAM,
        /** One clip per turn, which Twilio fetches and plays. */
        CLIP
    }

    /** Bytes of μ-law: Kafka takes clips of 1 MB, which is 250 s of MP3. Sound beyond this is left out. */
    private static final int LONGEST_CLIP = 240 * 8000;

    private final String callSid;
    private final Form form;
    private @Nullable SpokenTurn turn;
    private int cutTurn;

    public Speaking(String callSid, Form form) {
        this.callSid = callSid;
        this.form = form;
    }

    /** The next reply of the dialog. */
    public List<SpeakingStep> reply(Reply reply) {
        var steps = new ArrayList<SpeakingStep>();
        remember(reply, steps);
        goOn(steps);
        return steps;
    }

    /** Sound of the sentence of the latest {@link SpeakingStep.Speak}. */
    public List<SpeakingStep> sound(int turnNumber, int sentence, byte[] mulaw) {
        var steps = new ArrayList<SpeakingStep>();
        if (turn != null && turn.number == turnNumber && turn.speaking && turn.next == sentence) {
            switch (form) {
                case STREAM -> {
                    turn.pending.write(mulaw, 0, mulaw.length);
                    publishChunks(turn, false, steps);
                }
                case CLIP -> {
                    int room = Math.min(mulaw.length, LONGEST_CLIP - turn.pending.size());
                    turn.pending.write(mulaw, 0, Math.max(0, room));
                }
            }
        }
        return steps;
    }

    /** The answer to {@link SpeakingStep.EncodeClip}. @param clip null if encoding failed */
    public List<SpeakingStep> clip(int turnNumber, ClipEncoder.@Nullable EncodedClip clip) {
        var steps = new ArrayList<SpeakingStep>();
        if (turn != null && turn.number == turnNumber && turn.number > cutTurn && !turn.ended) {
            turn.ended = true;
            if (clip != null) {
                steps.add(new SpeakingStep.Publish(
                        new AgentAudio.ReplyClip(callSid, turnNumber, clip.durationMs(), clip.mp3())));
            }
            goOn(steps);
        }
        return steps;
    }

    /** The sentence of the latest {@link SpeakingStep.Speak} has been spoken to its end. */
    public List<SpeakingStep> spoken(int turnNumber, int sentence) {
        var steps = new ArrayList<SpeakingStep>();
        if (turn != null && turn.number == turnNumber && turn.speaking && turn.next == sentence) {
            if (form == Form.STREAM) {
                publishChunks(turn, true, steps);
            }
            turn.speaking = false;
            turn.next++;
            goOn(steps);
        }
        return steps;
    }

    /** Adds a reply of the past; {@link #takeOver} returns the steps that are outstanding. */
    public void remember(Reply reply) {
        remember(reply, new ArrayList<>());
    }

    /** Adds sound that was published for the call in the past. */
    public void remember(AgentAudio published) {
        List<SpeakingStep> none = new ArrayList<>();
        switch (published) {
            case AgentAudio.Chunk chunk -> {
                SpokenTurn of = turnOf(chunk.turn(), none);
                if (of != null) {
                    if (chunk.sentence() > of.next || of.firstSequence < 0) {
                        of.next = chunk.sentence();
                        of.firstSequence = chunk.sequence();
                    }
                    of.publishedBefore = Math.max(of.publishedBefore, chunk.sequence() + 1);
                }
            }
            case AgentAudio.TurnEnded ended -> {
                SpokenTurn of = turnOf(ended.turn(), none);
                if (of != null) {
                    of.ended = true;
                }
            }
            case AgentAudio.TurnCut cut -> cutTurn = Math.max(cutTurn, cut.turn());
            case AgentAudio.HangUp hangUp -> {
                SpokenTurn of = turnOf(hangUp.turn(), none);
                if (of != null) {
                    of.hungUp = true;
                }
            }
            case AgentAudio.TurnResumed resumed -> {}
            case AgentAudio.ReplyClip clip -> {
                SpokenTurn of = turnOf(clip.turn(), none);
                if (of != null) {
                    of.ended = true;
                }
            }
        }
    }

    /**
     * Takes over a call in its middle, after its past was added. The sentence that was being spoken is spoken again; only the
     * chunks that were not published before are published.
     */
    public List<SpeakingStep> takeOver() {
        var steps = new ArrayList<SpeakingStep>();
        if (turn != null && turn.firstSequence > 0) {
            turn.sequence = turn.firstSequence;
        }
        goOn(steps);
        return steps;
    }

    /** Whether no step is outstanding. */
    public boolean idle() {
        return turn == null || turn.number <= cutTurn || turn.ended;
    }

    private void remember(Reply reply, List<SpeakingStep> steps) {
        switch (reply) {
            case Reply.Sentence sentence -> {
                SpokenTurn of = turnOf(sentence.turn(), steps);
                if (of != null) {
                    if (of.sentences.isEmpty() && of.next == 0) {
                        // Sentences count from 0. If the turn's beginning is older than the past that was read, it
                        // starts here.
                        of.next = sentence.sequence();
                    }
                    of.sentences.putIfAbsent(sentence.sequence(), sentence.text());
                }
            }
            case Reply.Completed completed -> {
                SpokenTurn of = turnOf(completed.turn(), steps);
                if (of != null) {
                    of.total = completed.sentences();
                }
            }
            case Reply.Cancelled cancelled -> cut(cancelled.turn(), steps);
            case Reply.Resumed resumed -> {
                if (resumed.turn() > cutTurn) {
                    steps.add(new SpeakingStep.Publish(new AgentAudio.TurnResumed(callSid, resumed.turn())));
                }
            }
            // All three end the stream after the turn; the telephony gateway does the rest.
            case Reply.Transfer transfer -> hangUpAfter(transfer.turn(), steps);
            case Reply.TakeMessage message -> hangUpAfter(message.turn(), steps);
            case Reply.HangUp hangUp -> hangUpAfter(hangUp.turn(), steps);
            case Reply.Composed composed -> {}
        }
    }

    private void hangUpAfter(int number, List<SpeakingStep> steps) {
        SpokenTurn of = turnOf(number, steps);
        if (of != null) {
            of.hangUp = true;
            if (of.sentences.isEmpty() && of.total < 0) {
                of.total = 0;
            }
        }
    }

    private void cut(int number, List<SpeakingStep> steps) {
        if (number <= cutTurn) {
            return;
        }
        cutTurn = number;
        if (turn != null && turn.number <= number && turn.speaking) {
            turn.speaking = false;
            steps.add(new SpeakingStep.Stop(turn.number));
        }
        steps.add(new SpeakingStep.Publish(new AgentAudio.TurnCut(callSid, number)));
    }

    /** @return the current turn, which a higher number starts; null for a turn before it */
    private @Nullable SpokenTurn turnOf(int number, List<SpeakingStep> steps) {
        if (turn == null || number > turn.number) {
            if (turn != null && turn.speaking) {
                steps.add(new SpeakingStep.Stop(turn.number));
            }
            turn = new SpokenTurn(number);
        }
        return number == turn.number ? turn : null;
    }

    private void goOn(List<SpeakingStep> steps) {
        if (turn == null || turn.speaking || turn.number <= cutTurn) {
            return;
        }
        String text = turn.sentences.get(turn.next);
        if (text != null && !turn.ended) {
            turn.speaking = true;
            if (form == Form.STREAM) {
                turn.pending.reset();
            }
            steps.add(new SpeakingStep.Speak(turn.number, turn.next, text));
        } else if (turn.ended || turn.total >= 0 && turn.next >= turn.total) {
            if (!turn.ended && !end(turn, steps)) {
                return;
            }
            if (turn.hangUp && !turn.hungUp) {
                turn.hungUp = true;
                steps.add(new SpeakingStep.Publish(new AgentAudio.HangUp(callSid, turn.number)));
            }
        }
    }

    /** @return whether the turn has ended now; false while its clip is being encoded */
    private boolean end(SpokenTurn of, List<SpeakingStep> steps) {
        switch (form) {
            case STREAM -> steps.add(new SpeakingStep.Publish(new AgentAudio.TurnEnded(callSid, of.number)));
            case CLIP -> {
                if (of.pending.size() > 0) {
                    if (!of.encoding) {
                        of.encoding = true;
                        steps.add(new SpeakingStep.EncodeClip(of.number, of.pending.toByteArray()));
                    }
                    return false;
                }
            }
        }
        of.ended = true;
        return true;
    }

    private void publishChunks(SpokenTurn of, boolean all, List<SpeakingStep> steps) {
        byte[] sound = of.pending.toByteArray();
        int at = 0;
        while (sound.length - at >= CHUNK || all && at < sound.length) {
            byte[] part = Arrays.copyOfRange(sound, at, Math.min(sound.length, at + CHUNK));
            if (of.sequence >= of.publishedBefore) {
                steps.add(
                        new SpeakingStep.Publish(new AgentAudio.Chunk(callSid, of.number, of.next, of.sequence, part)));
            }
            of.sequence++;
            at += part.length;
        }
        of.pending.reset();
        of.pending.write(sound, at, sound.length - at);
    }
}

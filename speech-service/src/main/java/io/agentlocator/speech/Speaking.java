package io.agentlocator.speech;

import io.agentlocator.events.AgentAudio;
import io.agentlocator.events.Reply;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The agent's voice in one call: sentences become sound in their order, a cut stands behind the sound that it cuts, and a
 * turn ends once. Does nothing itself: each method returns what is to be done.
 *
 * <p>Sound is cut into chunks of one length whatever pieces an engine gives, so that a sentence that is spoken a second
 * time after a crash has the same numbers. Not for several threads at once.
 */
public final class Speaking {

    /** Bytes of a chunk; the last one of a sentence may be shorter. 160 ms. */
    public static final int CHUNK = 1280;

    /** How the agent's sound reaches the caller. */
    public enum Form {
        /** Chunk by chunk, as it is made. */
        STREAM,
        /** Turn by turn, as one clip that telephony plays. */
        CLIP
    }

    /** A clip is at most 1 MB, which is 250 s of it: sound beyond this is left out. */
    private static final int LONGEST_CLIP = 240 * 8000;

    private final String callSid;
    private final Form form;
    private @Nullable Turn turn;
    private int cutTurn;

    public Speaking(String callSid, Form form) {
        this.callSid = callSid;
        this.form = form;
    }

    /** What the agent says next. */
    public List<SpeakingStep> reply(Reply reply) {
        var steps = new ArrayList<SpeakingStep>();
        remember(reply, steps);
        goOn(steps);
        return steps;
    }

    /** Sound of the sentence that was asked for last. */
    public List<SpeakingStep> sound(int turnNumber, int sentence, byte[] mulaw) {
        var steps = new ArrayList<SpeakingStep>();
        if (turn != null && turn.number == turnNumber && turn.speaking && turn.next == sentence) {
            switch (form) {
                case STREAM -> {
                    turn.pending.write(mulaw, 0, mulaw.length);
                    writeChunks(turn, false, steps);
                }
                case CLIP -> {
                    int room = Math.min(mulaw.length, LONGEST_CLIP - turn.pending.size());
                    turn.pending.write(mulaw, 0, Math.max(0, room));
                }
            }
        }
        return steps;
    }

    /** The clip of a turn has been made. @param clip null when it could not be */
    public List<SpeakingStep> clip(int turnNumber, ClipMaker.@Nullable Clip clip) {
        var steps = new ArrayList<SpeakingStep>();
        if (turn != null && turn.number == turnNumber && turn.number > cutTurn && !turn.ended) {
            turn.ended = true;
            if (clip != null) {
                steps.add(new SpeakingStep.Write(
                        new AgentAudio.ReplyClip(callSid, turnNumber, clip.durationMs(), clip.mp3())));
            }
            goOn(steps);
        }
        return steps;
    }

    /** The sentence that was asked for last has been spoken to its end. */
    public List<SpeakingStep> spoken(int turnNumber, int sentence) {
        var steps = new ArrayList<SpeakingStep>();
        if (turn != null && turn.number == turnNumber && turn.speaking && turn.next == sentence) {
            if (form == Form.STREAM) {
                writeChunks(turn, true, steps);
            }
            turn.speaking = false;
            turn.next++;
            goOn(steps);
        }
        return steps;
    }

    /** Remembers a reply of the past without doing anything; {@link #takeOver} does what is outstanding. */
    public void remember(Reply reply) {
        remember(reply, new ArrayList<>());
    }

    /** Remembers what was written for the call in the past. */
    public void remember(AgentAudio written) {
        List<SpeakingStep> none = new ArrayList<>();
        switch (written) {
            case AgentAudio.Chunk chunk -> {
                Turn of = turnOf(chunk.turn(), none);
                if (of != null) {
                    if (chunk.sentence() > of.next || of.firstSequence < 0) {
                        of.next = chunk.sentence();
                        of.firstSequence = chunk.sequence();
                    }
                    of.writtenBefore = Math.max(of.writtenBefore, chunk.sequence() + 1);
                }
            }
            case AgentAudio.TurnEnded ended -> {
                Turn of = turnOf(ended.turn(), none);
                if (of != null) {
                    of.ended = true;
                }
            }
            case AgentAudio.TurnCut cut -> cutTurn = Math.max(cutTurn, cut.turn());
            case AgentAudio.HangUp hangUp -> {
                Turn of = turnOf(hangUp.turn(), none);
                if (of != null) {
                    of.closed = true;
                }
            }
            case AgentAudio.TurnResumed resumed -> {}
            case AgentAudio.ReplyClip clip -> {
                Turn of = turnOf(clip.turn(), none);
                if (of != null) {
                    of.ended = true;
                }
            }
        }
    }

    /**
     * Takes over a call in its middle, after its past was remembered. The sentence that was being spoken is spoken again;
     * of its chunks those are written that were not.
     */
    public List<SpeakingStep> takeOver() {
        var steps = new ArrayList<SpeakingStep>();
        if (turn != null && turn.firstSequence > 0) {
            turn.sequence = turn.firstSequence;
        }
        goOn(steps);
        return steps;
    }

    /** Whether nothing is outstanding. */
    public boolean idle() {
        return turn == null || turn.number <= cutTurn || turn.ended;
    }

    private void remember(Reply reply, List<SpeakingStep> steps) {
        switch (reply) {
            case Reply.Sentence sentence -> {
                Turn of = turnOf(sentence.turn(), steps);
                if (of != null) {
                    if (of.sentences.isEmpty() && of.next == 0) {
                        // Sentences count from 0; a turn whose beginning is older than memory goes on where it can.
                        of.next = sentence.sequence();
                    }
                    of.sentences.putIfAbsent(sentence.sequence(), sentence.text());
                }
            }
            case Reply.Completed completed -> {
                Turn of = turnOf(completed.turn(), steps);
                if (of != null) {
                    of.total = completed.sentences();
                }
            }
            case Reply.Cancelled cancelled -> cut(cancelled.turn(), steps);
            case Reply.Resumed resumed -> {
                if (resumed.turn() > cutTurn) {
                    steps.add(new SpeakingStep.Write(new AgentAudio.TurnResumed(callSid, resumed.turn())));
                }
            }
            // To be handed over is to leave the stream after the turn, too; what then happens is the telephony's
            // business.
            case Reply.Transfer transfer -> leaveAfter(transfer.turn(), steps);
            case Reply.TakeMessage message -> leaveAfter(message.turn(), steps);
            case Reply.HangUp hangUp -> leaveAfter(hangUp.turn(), steps);
            case Reply.Composed cost -> {}
        }
    }

    private void leaveAfter(int number, List<SpeakingStep> steps) {
        Turn of = turnOf(number, steps);
        if (of != null) {
            of.leave = true;
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
        steps.add(new SpeakingStep.Write(new AgentAudio.TurnCut(callSid, number)));
    }

    /** The turn of a number; one that is newer than all before it takes the floor, one that is over is null. */
    private @Nullable Turn turnOf(int number, List<SpeakingStep> steps) {
        if (turn == null || number > turn.number) {
            if (turn != null && turn.speaking) {
                steps.add(new SpeakingStep.Stop(turn.number));
            }
            turn = new Turn(number);
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
            if (turn.leave && !turn.closed) {
                turn.closed = true;
                steps.add(new SpeakingStep.Write(new AgentAudio.HangUp(callSid, turn.number)));
            }
        }
    }

    /** @return whether the turn has ended now; a clip takes its time */
    private boolean end(Turn of, List<SpeakingStep> steps) {
        switch (form) {
            case STREAM -> steps.add(new SpeakingStep.Write(new AgentAudio.TurnEnded(callSid, of.number)));
            case CLIP -> {
                if (of.pending.size() > 0) {
                    if (!of.making) {
                        of.making = true;
                        steps.add(new SpeakingStep.MakeClip(of.number, of.pending.toByteArray()));
                    }
                    return false;
                }
            }
        }
        of.ended = true;
        return true;
    }

    private void writeChunks(Turn of, boolean all, List<SpeakingStep> steps) {
        byte[] sound = of.pending.toByteArray();
        int at = 0;
        while (sound.length - at >= CHUNK || all && at < sound.length) {
            byte[] part = Arrays.copyOfRange(sound, at, Math.min(sound.length, at + CHUNK));
            if (of.sequence >= of.writtenBefore) {
                steps.add(new SpeakingStep.Write(new AgentAudio.Chunk(callSid, of.number, of.next, of.sequence, part)));
            }
            of.sequence++;
            at += part.length;
        }
        of.pending.reset();
        of.pending.write(sound, at, sound.length - at);
    }

    private static final class Turn {

        final int number;
        final TreeMap<Integer, String> sentences = new TreeMap<>();

        /** Sound that is not yet a chunk's, or all of a clip's. */
        final ByteArrayOutputStream pending = new ByteArrayOutputStream();

        /** The sentence that is being spoken, or the next to be. */
        int next;

        int sequence;
        boolean speaking;

        /** Sentences of the turn, as {@link Reply.Completed} says; -1 until then. */
        int total = -1;

        boolean making;
        boolean ended;
        boolean leave;
        boolean closed;

        /** Sequence of the first chunk of the sentence that was being spoken before a restart; -1 if there was none. */
        int firstSequence = -1;

        /** Chunks of lower sequence were written before a restart. */
        int writtenBefore;

        Turn(int number) {
            this.number = number;
        }
    }
}

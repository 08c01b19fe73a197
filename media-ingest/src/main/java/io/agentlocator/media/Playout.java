package io.agentlocator.media;

import io.agentlocator.events.AgentAudio;
import io.agentlocator.events.MediaEvent.StopReason;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The agent's sound of one stream: what waits, what was sent, what the caller has heard. Immutable; each method is one
 * step from a state and an event to the next state and what is to be done.
 *
 * <p>Sound is sent at most {@link Settings#aheadMs} ahead of what is heard. A caller who interrupts still hears that much
 * when the sound is held.
 *
 * @param turns those not yet heard to their end, oldest first
 * @param clock what has been sent and is not heard yet
 * @param callerSpeaks as {@link SpeechDetector} decided
 * @param heldSinceMs since when sound is held; empty while it is not
 * @param hangUpAfter the turn after which the call ends; empty where none does
 */
public record Playout(
        Settings settings,
        List<PlayoutTurn> turns,
        Progress progress,
        PlaybackClock clock,
        boolean callerSpeaks,
        OptionalLong heldSinceMs,
        OptionalInt hangUpAfter) {

    /**
     * All in milliseconds.
     *
     * @param aheadMs at most this much is sent ahead of what is heard
     * @param graceMs a voice that sets in this soon after the agent's sound is likely its echo and does not hold it yet
     * @param undecidedMs held sound continues after this time when the caller is silent and nobody has decided
     * @param heldAtMostMs held sound continues after this time even over a voice, which then is taken for noise
     * @param patienceMs a turn does not begin over the caller's voice, but waits no longer than this
     * @param echoSlackMs a turn counts as heard this long after its end even if the far end did not confirm it
     * @param stallMs a turn whose sound stops coming for this long counts as ended
     * @param turnAtMostMs sound that waits for one turn beyond this is dropped
     */
    public record Settings(
            long aheadMs,
            long graceMs,
            long undecidedMs,
            long heldAtMostMs,
            long patienceMs,
            long echoSlackMs,
            long stallMs,
            long turnAtMostMs) {}

    /**
     * How far the turns have come, by their numbers; 0 for none.
     *
     * @param newest the highest turn that has begun
     * @param heardUpTo the highest turn that was heard to its end
     * @param cutUpTo the highest turn that was cut
     */
    public record Progress(int newest, int heardUpTo, int cutUpTo) {

        boolean over(int turn) {
            return turn < newest || turn <= heardUpTo || turn <= cutUpTo;
        }

        Progress begun(int turn) {
            return new Progress(turn, heardUpTo, cutUpTo);
        }

        Progress heard(int turn) {
            return new Progress(newest, Math.max(heardUpTo, turn), cutUpTo);
        }

        Progress cut(int turn) {
            return new Progress(newest, heardUpTo, Math.max(cutUpTo, turn));
        }
    }

    /** @param ends why the stream is to end now, after its last words were heard; null while it continues */
    public record Stepped(
            Playout next, List<MediaStep> steps, @Nullable StopReason ends) {}

    public static Playout silent(Settings settings) {
        return new Playout(
                settings,
                List.of(),
                new Progress(0, 0, 0),
                PlaybackClock.QUIET,
                false,
                OptionalLong.empty(),
                OptionalInt.empty());
    }

    public boolean held() {
        return heldSinceMs.isPresent();
    }

    /** Whether the caller has begun to hear a turn of the dialog and has not yet heard its end. */
    public boolean sounding(long nowMs) {
        return turns.stream()
                .anyMatch(turn -> !turn.announced()
                        && turn.sent() > 0
                        && (!turn.ended() || !turn.unsent().isEmpty() || clock.plays(nowMs)));
    }

    /** Whether the agent's sound set in so recently that a voice may be its echo. */
    public boolean inGrace(long nowMs) {
        return sounding(nowMs) && !held() && nowMs - clock.soundingSinceMs() < settings.graceMs;
    }

    Stepped agent(String callSid, AgentAudio audio, long nowMs) {
        var step = new PlayoutStep(this, callSid, nowMs);
        switch (audio) {
            case AgentAudio.Chunk chunk -> step.chunk(chunk);
            case AgentAudio.TurnEnded ended -> step.ended(ended.turn());
            case AgentAudio.TurnCut cut -> step.cut(cut.turn());
            case AgentAudio.TurnResumed resumed -> step.resumed(resumed.turn());
            case AgentAudio.HangUp hangUp -> step.hangUp(hangUp.turn());
            // Twilio plays clips itself, in place of this stream.
            case AgentAudio.ReplyClip clip -> {}
        }
        return step.done();
    }

    Stepped playedUpTo(String callSid, String label, long nowMs) {
        var step = new PlayoutStep(this, callSid, nowMs);
        step.playedUpTo(label);
        return step.done();
    }

    /** The caller began to speak: what sounds is held. */
    Stepped speechBegan(String callSid, long nowMs) {
        var step = new PlayoutStep(this, callSid, nowMs);
        step.speechBegan();
        return step.done();
    }

    Stepped speechEnded(String callSid, long nowMs) {
        var step = new PlayoutStep(this, callSid, nowMs);
        step.speechEnded();
        return step.done();
    }

    Stepped tick(String callSid, long nowMs) {
        var step = new PlayoutStep(this, callSid, nowMs);
        step.tick();
        return step.done();
    }

    /**
     * Says something that the dialog did not ask for.
     *
     * @param instead whether it replaces all that waits, and the call ends when it has been heard
     */
    Stepped announce(String callSid, byte[] mulaw, boolean instead, long nowMs) {
        var step = new PlayoutStep(this, callSid, nowMs);
        step.announce(mulaw, instead);
        return step.done();
    }

    /** The stream is over: reports how much was heard of what had begun. */
    Stepped abandoned(String callSid, long nowMs) {
        var step = new PlayoutStep(this, callSid, nowMs);
        step.abandoned();
        return step.done();
    }

    /** The index of a turn; -1 for one that is not among {@link #turns}. */
    int indexOf(int number) {
        for (int i = 0; i < turns.size(); i++) {
            if (turns.get(i).number() == number) {
                return i;
            }
        }
        return -1;
    }

    Playout with(List<PlayoutTurn> newTurns) {
        return new Playout(settings, newTurns, progress, clock, callerSpeaks, heldSinceMs, hangUpAfter);
    }

    Playout replacing(int i, PlayoutTurn turn) {
        PlayoutTurn[] replaced = turns.toArray(PlayoutTurn[]::new);
        replaced[i] = turn;
        return with(List.of(replaced));
    }

    Playout plus(PlayoutTurn turn) {
        var longer = new ArrayList<>(turns);
        longer.add(turn);
        return with(List.copyOf(longer));
    }

    Playout with(Progress newProgress) {
        return new Playout(settings, turns, newProgress, clock, callerSpeaks, heldSinceMs, hangUpAfter);
    }

    Playout with(PlaybackClock newClock) {
        return new Playout(settings, turns, progress, newClock, callerSpeaks, heldSinceMs, hangUpAfter);
    }

    Playout withCallerSpeaks(boolean speaks) {
        return new Playout(settings, turns, progress, clock, speaks, heldSinceMs, hangUpAfter);
    }

    Playout heldFrom(long ms) {
        return new Playout(settings, turns, progress, clock, callerSpeaks, OptionalLong.of(ms), hangUpAfter);
    }

    Playout released() {
        return held()
                ? new Playout(settings, turns, progress, clock, callerSpeaks, OptionalLong.empty(), hangUpAfter)
                : this;
    }

    Playout hangingUpAfter(OptionalInt turn) {
        return new Playout(settings, turns, progress, clock, callerSpeaks, heldSinceMs, turn);
    }
}

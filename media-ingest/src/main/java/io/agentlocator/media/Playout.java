package io.agentlocator.media;

import io.agentlocator.events.AgentAudio;
import io.agentlocator.events.MediaEvent.StopReason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The agent's sound of one stream: what waits, what was sent, what the caller has heard. Immutable; each method is one
 * step from a state and an event to the next state and what is to be done.
 *
 * <p>No more than {@link Settings#aheadMs} is sent ahead of what is heard: so much is what a caller who interrupts still
 * hears when the sound is held.
 *
 * @param turns those not yet heard to their end, oldest first
 * @param newest the highest turn that has begun
 * @param heardUpTo the highest turn that was heard to its end
 * @param cutUpTo the highest turn that was cut
 * @param farEnd what has been sent and is not heard yet
 * @param callerSpeaks as decided by {@link SpeechDetector}
 * @param heldSinceMs since when sound is held; 0 while it is not
 * @param hangUpAfter the turn after which the call is over; negative for none
 */
public record Playout(
        Settings settings,
        List<Turn> turns,
        int newest,
        int heardUpTo,
        int cutUpTo,
        FarEnd farEnd,
        boolean callerSpeaks,
        long heldSinceMs,
        int hangUpAfter) {

    static final int NO_TURN = -1;

    /**
     * All in milliseconds.
     *
     * @param aheadMs at most so much is sent ahead of what is heard
     * @param graceMs a voice that sets in so soon after the agent's sound is likely its echo and does not hold it yet
     * @param undecidedMs held sound goes on after this time when the caller is silent and nobody has decided
     * @param heldAtMostMs held sound goes on after this time even while there is a voice, which then is noise
     * @param patienceMs a turn does not begin over the caller's voice, but waits no longer than this
     * @param echoSlackMs so long after its end a turn counts as heard though the far end never said so
     * @param stallMs a turn whose sound stops coming for so long is taken for ended
     * @param turnAtMostMs sound waiting for one turn beyond this is dropped
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

    /** @param ends why the stream is to end now, as the last words have been heard; null while it goes on */
    public record Stepped(
            Playout next, List<MediaStep> steps, @Nullable StopReason ends) {}

    public static Playout silent(Settings settings) {
        return new Playout(settings, List.of(), 0, 0, 0, FarEnd.QUIET, false, 0, NO_TURN);
    }

    public boolean held() {
        return heldSinceMs != 0;
    }

    /** Whether a turn of the dialog has begun to be heard and has not yet been heard to its end. */
    public boolean sounding(long nowMs) {
        return turns.stream()
                .anyMatch(turn -> !turn.announced()
                        && turn.sent() > 0
                        && (!turn.ended() || !turn.unsent().isEmpty() || farEnd.plays(nowMs)));
    }

    /** Whether the agent's sound set in so recently that a voice may be its echo. */
    public boolean inGrace(long nowMs) {
        return sounding(nowMs) && !held() && nowMs - farEnd.soundingSinceMs() < settings.graceMs;
    }

    Stepped agent(String callSid, AgentAudio audio, long nowMs) {
        var step = new PlayoutStep(this, callSid, nowMs);
        switch (audio) {
            case AgentAudio.Chunk chunk -> step.chunk(chunk);
            case AgentAudio.TurnEnded ended -> step.ended(ended.turn());
            case AgentAudio.TurnCut cut -> step.cut(cut.turn());
            case AgentAudio.TurnResumed resumed -> step.resumed(resumed.turn());
            case AgentAudio.HangUp hangUp -> step.hangUp(hangUp.turn());
            // Twilio plays it, in place of this stream.
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
        step.speechBegan(sounding(nowMs));
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
     * Says something that no dialog asked for.
     *
     * @param instead whether it takes the place of all that waits, and the call ends when it has been heard
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
}

package io.agentlocator.gateway;

import io.agentlocator.events.AgentAudio;
import io.agentlocator.events.Call;
import io.agentlocator.events.CallAlert;
import io.agentlocator.events.CallEvent;
import io.agentlocator.events.MediaEvent;
import io.agentlocator.events.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One call whose agent answers by TwiML: the caller speaks on a stream, the answer is played in its place, a new stream
 * opens, and so on. Says what Twilio is to be told next. A clip waits until the one before it has been heard, and the
 * agent leaves only then.
 *
 * <p>Moments are of a monotonic clock, in nanoseconds; an event counts at the moment when it happened.
 *
 * @param over whether the call is no longer the agent's
 * @param waiting the turns that Twilio has not been told of, in order
 * @param playing the turn that Twilio was told of last; null before the first
 * @param telling whether Twilio is being told something right now
 * @param streamStarted when a stream started last; null where none is known to have
 * @param goodbye the turn after which the agent leaves, and since when that is known; null while it stays
 * @param leaving how it means to leave
 */
public record PingPong(
        String callSid,
        boolean over,
        List<Clip> waiting,
        @Nullable Playing playing,
        boolean telling,
        @Nullable Long streamStarted,
        @Nullable Goodbye goodbye,
        CallState.@Nullable Leaving leaving) {

    /** How long after a clip's own length its stream may take to start before the clip counts as heard all the same. */
    static final Duration SLACK = Duration.ofSeconds(3);

    /** The way in which the agent leaves is on another topic than the goodbye, and may be read a little later. */
    static final Duration WAIT_FOR_THE_WAY = Duration.ofMillis(300);

    private static final int MOST_WAITING = 8;

    record Playing(Clip clip, long sinceNanos) {}

    record Goodbye(int turn, long sinceNanos) {}

    /** What Twilio is to be told. */
    public sealed interface Step {

        String callSid();

        /** The clip, then a new stream. */
        record Play(String callSid, Clip clip) implements Step {}

        /** The agent has said all it had to say. */
        record Leave(String callSid, Script next) implements Step {}
    }

    /** What became of a step. */
    public sealed interface Outcome {

        String callSid();

        /** @param sinceNanos when Twilio was told, at the earliest */
        record Told(String callSid, Clip clip, long sinceNanos) implements Outcome {}

        /** The call has left the agent: as it wished, or because it could not go on, or because the caller is gone. */
        record Over(String callSid) implements Outcome {}

        /** Twilio did not take it; the call is as it was. */
        record Failed(String callSid) implements Outcome {}
    }

    static PingPong of(String callSid) {
        return new PingPong(callSid, false, List.of(), null, false, null, null, null);
    }

    public PingPong after(CallEvent event, long at) {
        return switch (event) {
            case AgentAudio.ReplyClip clip -> withWaiting(new Clip(clip.turn(), clip.durationMs()));
            case AgentAudio.TurnCut cut -> without(cut.turn());
            case AgentAudio.HangUp hangUp ->
                goodbye != null && goodbye.turn() >= hangUp.turn() ? this : with(new Goodbye(hangUp.turn(), at));
            case Call.ReplyPlaying told -> told(new Clip(told.turn(), told.durationMs()), at);
            case MediaEvent.StreamStarted started ->
                new PingPong(callSid, over, waiting, playing, telling, at, goodbye, leaving);
            case Call.Ended ended -> ended();
            case CallAlert.Redirected redirected -> ended();
            case Call.StreamEnded left ->
                switch (left.continuation()) {
                    case SUPERSEDED, RECONNECT -> this;
                    case CALLER_GONE, HANG_UP, TRANSFER, RECORD -> ended();
                };
            case Reply.Cancelled cancelled ->
                cancelled.reason() == Reply.CancelReason.CALL_ENDED ? this : without(cancelled.turn());
            case Reply.Sentence sentence -> stayingFor(sentence.turn());
            case Reply reply -> {
                CallState.Leaving meant = CallState.Leaving.in(reply);
                yield meant == null || (leaving != null && leaving.turn() > meant.turn())
                        ? this
                        : new PingPong(callSid, over, waiting, playing, telling, streamStarted, goodbye, meant);
            }
            case CallEvent other -> this;
        };
    }

    public PingPong after(Outcome outcome) {
        PingPong idle = new PingPong(callSid, over, waiting, playing, false, streamStarted, goodbye, leaving);
        return switch (outcome) {
            case Outcome.Told told -> idle.told(told.clip(), told.sinceNanos());
            case Outcome.Over over -> idle.ended();
            case Outcome.Failed failed -> idle;
        };
    }

    /** What is to be done now; null where there is nothing. {@link #doing} it comes next. */
    public @Nullable Step due(long now) {
        if (over || telling || !heard(now)) {
            return null;
        }
        if (!waiting.isEmpty()) {
            return new Step.Play(callSid, waiting.getFirst());
        }
        if (goodbye == null) {
            return null;
        }
        if (leaving != null) {
            return new Step.Leave(callSid, leaving.next());
        }
        return now - goodbye.sinceNanos() >= WAIT_FOR_THE_WAY.toNanos()
                ? new Step.Leave(callSid, Script.Plain.HANG_UP)
                : null;
    }

    public PingPong doing(Step step) {
        return switch (step) {
            case Step.Play play ->
                new PingPong(
                        callSid,
                        over,
                        waiting.subList(1, waiting.size()),
                        playing,
                        true,
                        streamStarted,
                        goodbye,
                        leaving);
            case Step.Leave leave -> new PingPong(callSid, over, waiting, playing, true, streamStarted, null, leaving);
        };
    }

    /**
     * Whether the caller has heard what was played last: the next stream opens when the clip has ended. One that started
     * before half of the clip was over is the stream before it, told of late.
     */
    private boolean heard(long now) {
        if (playing == null) {
            return true;
        }
        long length = Duration.ofMillis(playing.clip().durationMs()).toNanos();
        boolean nextStream = streamStarted != null && streamStarted - playing.sinceNanos() >= length / 2;
        return nextStream || now - playing.sinceNanos() >= length + SLACK.toNanos();
    }

    private PingPong withWaiting(Clip clip) {
        boolean known = playing != null && playing.clip().turn() >= clip.turn()
                || waiting.stream().anyMatch(other -> other.turn() >= clip.turn());
        if (over || known) {
            return this;
        }
        var more = new ArrayList<>(waiting);
        if (more.size() == MOST_WAITING) {
            more.removeFirst();
        }
        more.add(clip);
        return new PingPong(callSid, over, List.copyOf(more), playing, telling, streamStarted, goodbye, leaving);
    }

    private PingPong told(Clip clip, long at) {
        if (playing != null && playing.clip().turn() >= clip.turn()) {
            return this;
        }
        var left = waiting.stream().filter(other -> other.turn() > clip.turn()).toList();
        return new PingPong(callSid, over, left, new Playing(clip, at), telling, streamStarted, goodbye, leaving);
    }

    /** The turn is not to be said, and so is no goodbye either. */
    private PingPong without(int turn) {
        return new PingPong(
                callSid,
                over,
                waiting.stream().filter(clip -> clip.turn() != turn).toList(),
                playing,
                telling,
                streamStarted,
                goodbye != null && goodbye.turn() == turn ? null : goodbye,
                leaving != null && leaving.turn() == turn ? null : leaving);
    }

    private PingPong stayingFor(int turn) {
        boolean stays = goodbye != null && goodbye.turn() < turn || leaving != null && leaving.turn() < turn;
        return stays ? new PingPong(callSid, over, waiting, playing, telling, streamStarted, null, null) : this;
    }

    private PingPong with(Goodbye goodbye) {
        return new PingPong(callSid, over, waiting, playing, telling, streamStarted, goodbye, leaving);
    }

    private PingPong ended() {
        return new PingPong(callSid, true, List.of(), playing, telling, streamStarted, null, null);
    }
}

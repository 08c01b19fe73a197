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
 * One call whose agent answers by TwiML: the caller speaks on a stream, the reply is played in its place, a new stream
 * opens, and so on. Decides the next update of the live call. A clip waits until the one before it has been heard; the
 * agent leaves after the last one.
 *
 * <p>Times are nanoseconds of a monotonic clock; an event counts at the time when it happened.
 *
 * @param over whether the agent no longer runs the call
 * @param waiting the turns that wait to be played, in order
 * @param playing the turn that was played last; null before the first
 * @param updating whether an update of the call is under way
 * @param streamStarted when a stream started last; null where no start is known
 * @param goodbye the agent's last turn, and since when that is known; null while it stays
 * @param exit how the agent leaves; null while that is not known
 */
public record TwimlPlayback(
        String callSid,
        boolean over,
        List<Clip> waiting,
        @Nullable Playing playing,
        boolean updating,
        @Nullable Long streamStarted,
        @Nullable Goodbye goodbye,
        CallState.@Nullable Exit exit) {

    /** How long after a clip's own length its stream may take to start before the clip counts as heard all the same. */
    static final Duration SLACK = Duration.ofSeconds(3);

    /** The exit is published on another topic than the goodbye, and may be read a little later. */
    static final Duration WAIT_FOR_EXIT = Duration.ofMillis(300);

    private static final int MOST_WAITING = 8;

    record Playing(Clip clip, long sinceNanos) {}

    record Goodbye(int turn, long sinceNanos) {}

    /** An update of the live call. */
    public sealed interface Step {

        String callSid();

        /** Plays the clip, then opens a new stream. */
        record Play(String callSid, Clip clip) implements Step {}

        /** The agent leaves: it has said all it had to say. */
        record Leave(String callSid, Script next) implements Step {}
    }

    /** The result of a step. */
    public sealed interface Outcome {

        String callSid();

        /** @param sinceNanos when the update was sent */
        record Playing(String callSid, Clip clip, long sinceNanos) implements Outcome {}

        /** The agent no longer runs the call: it has left, it could not go on, or the caller has hung up. */
        record Over(String callSid) implements Outcome {}

        /** Twilio refused the update; the call is unchanged. */
        record Failed(String callSid) implements Outcome {}
    }

    static TwimlPlayback of(String callSid) {
        return new TwimlPlayback(callSid, false, List.of(), null, false, null, null, null);
    }

    public TwimlPlayback after(CallEvent event, long at) {
        return switch (event) {
            case AgentAudio.ReplyClip clip -> withWaiting(new Clip(clip.turn(), clip.durationMs()));
            case AgentAudio.TurnCut cut -> without(cut.turn());
            case AgentAudio.HangUp hangUp ->
                goodbye != null && goodbye.turn() >= hangUp.turn() ? this : with(new Goodbye(hangUp.turn(), at));
            case Call.ReplyPlaying now -> playing(new Clip(now.turn(), now.durationMs()), at);
            case MediaEvent.StreamStarted started ->
                new TwimlPlayback(callSid, over, waiting, playing, updating, at, goodbye, exit);
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
                CallState.Exit published = CallState.Exit.in(reply);
                yield published == null || (exit != null && exit.turn() > published.turn())
                        ? this
                        : new TwimlPlayback(
                                callSid, over, waiting, playing, updating, streamStarted, goodbye, published);
            }
            case CallEvent other -> this;
        };
    }

    public TwimlPlayback after(Outcome outcome) {
        TwimlPlayback idle = new TwimlPlayback(callSid, over, waiting, playing, false, streamStarted, goodbye, exit);
        return switch (outcome) {
            case Outcome.Playing now -> idle.playing(now.clip(), now.sinceNanos());
            case Outcome.Over over -> idle.ended();
            case Outcome.Failed failed -> idle;
        };
    }

    /** The update that is due now; null where none is. The caller carries it out and folds {@link #doing}. */
    public @Nullable Step due(long now) {
        if (over || updating || !heard(now)) {
            return null;
        }
        if (!waiting.isEmpty()) {
            return new Step.Play(callSid, waiting.getFirst());
        }
        if (goodbye == null) {
            return null;
        }
        if (exit != null) {
            return new Step.Leave(callSid, exit.next());
        }
        return now - goodbye.sinceNanos() >= WAIT_FOR_EXIT.toNanos()
                ? new Step.Leave(callSid, Script.Plain.HANG_UP)
                : null;
    }

    public TwimlPlayback doing(Step step) {
        return switch (step) {
            case Step.Play play ->
                new TwimlPlayback(
                        callSid, over, waiting.subList(1, waiting.size()), playing, true, streamStarted, goodbye, exit);
            case Step.Leave leave ->
                new TwimlPlayback(callSid, over, waiting, playing, true, streamStarted, null, exit);
        };
    }

    /**
     * Whether the caller has heard the last clip: the next stream opens when the clip has ended. A stream that started before
     * half of the clip was over is the stream before it, reported late.
     */
    private boolean heard(long now) {
        if (playing == null) {
            return true;
        }
        long length = Duration.ofMillis(playing.clip().durationMs()).toNanos();
        boolean nextStream = streamStarted != null && streamStarted - playing.sinceNanos() >= length / 2;
        return nextStream || now - playing.sinceNanos() >= length + SLACK.toNanos();
    }

    private TwimlPlayback withWaiting(Clip clip) {
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
        return new TwimlPlayback(callSid, over, List.copyOf(more), playing, updating, streamStarted, goodbye, exit);
    }

    private TwimlPlayback playing(Clip clip, long at) {
        if (playing != null && playing.clip().turn() >= clip.turn()) {
            return this;
        }
        var left = waiting.stream().filter(other -> other.turn() > clip.turn()).toList();
        return new TwimlPlayback(callSid, over, left, new Playing(clip, at), updating, streamStarted, goodbye, exit);
    }

    /** The turn was cancelled, and its goodbye with it. */
    private TwimlPlayback without(int turn) {
        return new TwimlPlayback(
                callSid,
                over,
                waiting.stream().filter(clip -> clip.turn() != turn).toList(),
                playing,
                updating,
                streamStarted,
                goodbye != null && goodbye.turn() == turn ? null : goodbye,
                exit != null && exit.turn() == turn ? null : exit);
    }

    private TwimlPlayback stayingFor(int turn) {
        boolean stays = goodbye != null && goodbye.turn() < turn || exit != null && exit.turn() < turn;
        return stays ? new TwimlPlayback(callSid, over, waiting, playing, updating, streamStarted, null, null) : this;
    }

    private TwimlPlayback with(Goodbye goodbye) {
        return new TwimlPlayback(callSid, over, waiting, playing, updating, streamStarted, goodbye, exit);
    }

    private TwimlPlayback ended() {
        return new TwimlPlayback(callSid, true, List.of(), playing, updating, streamStarted, null, null);
    }
}

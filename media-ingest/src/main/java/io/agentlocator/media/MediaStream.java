package io.agentlocator.media;

import java.util.List;
import java.util.OptionalLong;

/**
 * One media stream: opened, live, over. Immutable; {@link #step} goes from a state and an input to the next state and
 * what is to be done.
 *
 * <p>It belongs to the stream and not to the call: when a call opens another stream, the late end of the first one
 * touches nothing of the second. After {@link MediaStep.Close}, the last step of every stream, inputs have no effect.
 */
public record MediaStream(MediaSettings settings, Phase phase) {

    public sealed interface Phase {

        /** The socket is open and nothing has been proved yet. */
        record Opened(long sinceMs) implements Phase {}

        /**
         * @param deferredOnsetMs a voice that set in together with the agent's sound and is not reported yet
         * @param lastFrameMs when a frame last came
         * @param seenAtMs when it was last reported that frames come
         * @param unansweredSinceMs when the caller's voice ended, while no turn has set in since; 0 where nothing waits
         * @param holdPhraseSaid whether the caller was asked to wait since reports stopped getting through
         */
        record Live(
                String callSid,
                String streamSid,
                CallerSound callerSound,
                SpeechDetector speech,
                Playout playout,
                OptionalLong deferredOnsetMs,
                long framesOut,
                long lastFrameMs,
                long seenAtMs,
                long pingedAtMs,
                long unansweredSinceMs,
                boolean holdPhraseSaid,
                boolean apologised)
                implements Phase {}

        record Over() implements Phase {}
    }

    public record Stepped(MediaStream next, List<MediaStep> steps) {}

    public static MediaStream opened(MediaSettings settings, long nowMs) {
        return new MediaStream(settings, new Phase.Opened(nowMs));
    }

    /** @param nowMs of a monotonic clock that is above zero */
    public Stepped step(MediaInput input, long nowMs) {
        return switch (phase) {
            case Phase.Opened opened -> whileOpened(opened, input, nowMs);
            case Phase.Live live -> {
                var step = new MediaStreamStep(settings, live, nowMs);
                step.on(input);
                yield step.done();
            }
            case Phase.Over over -> new Stepped(this, List.of());
        };
    }

    public boolean isOver() {
        return phase instanceof Phase.Over;
    }

    private Stepped whileOpened(Phase.Opened opened, MediaInput input, long nowMs) {
        return switch (input) {
            case MediaInput.Started started -> MediaStreamStep.start(settings, started, nowMs);
            case MediaInput.Refused refused -> ends("REFUSED");
            case MediaInput.SocketClosed closed -> ends("CLOSED_BEFORE_START");
            case MediaInput.Stopped stopped -> ends("STOPPED_BEFORE_START");
            case MediaInput.CloseNow closeNow -> ends(closeNow.reason().name());
            case MediaInput.Tick tick ->
                nowMs - opened.sinceMs() >= settings.startLimitMs() ? ends("NO_START") : new Stepped(this, List.of());
            case MediaInput.Garbled garbled ->
                new Stepped(this, List.of(new MediaStep.Count(MediaStep.Counted.GARBLED, 1)));
            case MediaInput.Frame frame -> new Stepped(this, List.of());
            case MediaInput.PlayedUpTo played -> new Stepped(this, List.of());
            case MediaInput.Digit digit -> new Stepped(this, List.of());
            case MediaInput.Agent agent -> new Stepped(this, List.of());
        };
    }

    private Stepped ends(String reason) {
        return new Stepped(new MediaStream(settings, new Phase.Over()), List.of(new MediaStep.Close(reason, 0, 0)));
    }
}

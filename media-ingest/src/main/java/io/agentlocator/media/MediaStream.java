package io.agentlocator.media;

import io.agentlocator.events.MediaEvent.StopReason;
import java.util.List;
import java.util.OptionalLong;

/**
 * One media stream: opened, live, perhaps handed back, over. Immutable; {@link #step} goes from a state and an input to
 * the next state and what is to be done.
 *
 * <p>It belongs to the stream and not to the call: when a call opens another stream, the late end of the first one
 * touches nothing of the second. After {@link MediaStep.Close}, the last step of every stream, inputs have no effect.
 */
public record MediaStream(MediaSettings settings, Phase phase) {

    /**
     * From the moment at which the report that a stream is handed back is written to the end of its socket: Twilio asks
     * the gateway how to go on as soon as the socket has closed, and the gateway should have read why.
     */
    private static final long READ_WITHIN_MS = 400;

    /** When Kafka does not take the report, the socket closes all the same. */
    private static final long WRITTEN_WITHIN_MS = 2_000;

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

        /**
         * Reported as over; only the socket is still open.
         *
         * @param writtenMs when the report was seen to be written; 0 before
         */
        record HandedBack(long sinceMs, long writtenMs, long framesIn, long framesOut) implements Phase {}

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
            case Phase.HandedBack handedBack -> whileHandedBack(handedBack, input, nowMs);
            case Phase.Over over -> unchanged();
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
                nowMs - opened.sinceMs() >= settings.startLimitMs() ? ends("NO_START") : unchanged();
            case MediaInput.Garbled garbled ->
                new Stepped(this, List.of(new MediaStep.Count(MediaStep.Counted.GARBLED, 1)));
            case MediaInput.Frame frame -> unchanged();
            case MediaInput.PlayedUpTo played -> unchanged();
            case MediaInput.Digit digit -> unchanged();
            case MediaInput.Agent agent -> unchanged();
        };
    }

    private Stepped whileHandedBack(Phase.HandedBack stream, MediaInput input, long nowMs) {
        return switch (input) {
            case MediaInput.SocketClosed closed -> ends(stream);
            case MediaInput.Stopped stopped -> ends(stream);
            case MediaInput.Tick tick -> {
                // What still waits was reported later: then the report itself waits no more.
                boolean justWritten = stream.writtenMs() == 0 && tick.feedStalledMs() < nowMs - stream.sinceMs();
                long writtenMs = justWritten ? nowMs : stream.writtenMs();
                boolean closes = writtenMs != 0 && nowMs - writtenMs >= READ_WITHIN_MS
                        || nowMs - stream.sinceMs() >= WRITTEN_WITHIN_MS + READ_WITHIN_MS;
                yield closes
                        ? ends(stream)
                        : new Stepped(
                                new MediaStream(
                                        settings,
                                        new Phase.HandedBack(
                                                stream.sinceMs(), writtenMs, stream.framesIn(), stream.framesOut())),
                                List.of());
            }
            case MediaInput.Started started -> unchanged();
            case MediaInput.Refused refused -> unchanged();
            case MediaInput.CloseNow closeNow -> unchanged();
            case MediaInput.Garbled garbled -> unchanged();
            case MediaInput.Frame frame -> unchanged();
            case MediaInput.PlayedUpTo played -> unchanged();
            case MediaInput.Digit digit -> unchanged();
            case MediaInput.Agent agent -> unchanged();
        };
    }

    private Stepped ends(Phase.HandedBack stream) {
        return ends(StopReason.DRAINED.name(), stream.framesIn(), stream.framesOut());
    }

    private Stepped ends(String reason) {
        return ends(reason, 0, 0);
    }

    private Stepped ends(String reason, long framesIn, long framesOut) {
        return new Stepped(
                new MediaStream(settings, new Phase.Over()), List.of(new MediaStep.Close(reason, framesIn, framesOut)));
    }

    private Stepped unchanged() {
        return new Stepped(this, List.of());
    }
}

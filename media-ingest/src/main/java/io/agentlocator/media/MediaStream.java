package io.agentlocator.media;

import io.agentlocator.events.MediaEvent;
import io.agentlocator.events.MediaEvent.StopReason;
import java.util.List;
import java.util.OptionalLong;

/**
 * One media stream: opened, live, perhaps handed back, over. Immutable; {@link #step} goes from a state and an input to
 * the next state and what is to be done.
 *
 * <p>It belongs to the stream and not to the call: when a call opens another stream, the late end of the first one
 * changes nothing of the second. After {@link MediaStep.Close}, the last step of every stream, inputs have no effect.
 */
public record MediaStream(MediaSettings settings, Phase phase) {

    /**
     * From the moment at which the report of a handed back stream is written to the end of its socket. Twilio asks the
     * gateway how to continue as soon as the socket has closed, and the gateway should have read the reason by then.
     */
    private static final long READ_WITHIN_MS = 400;

    /** When Kafka does not take the report, the socket closes after this time all the same. */
    private static final long WRITTEN_WITHIN_MS = 2_000;

    public sealed interface Phase {

        /** The socket is open and nothing has been proved yet. */
        record Opened(long sinceMs) implements Phase {}

        record Live(
                String callSid,
                String streamSid,
                PendingCallerAudio callerAudio,
                SpeechDetector detector,
                Utterance utterance,
                Playout playout,
                Upkeep upkeep)
                implements Phase {

            static Live started(MediaSettings settings, String callSid, String streamSid, long nowMs) {
                return new Live(
                        callSid,
                        streamSid,
                        PendingCallerAudio.none(nowMs),
                        SpeechDetector.silent(settings.speech()),
                        Utterance.NONE,
                        Playout.silent(settings.playout()),
                        new Upkeep(OptionalLong.empty(), nowMs, false, false));
            }

            Live with(PendingCallerAudio newAudio) {
                return new Live(callSid, streamSid, newAudio, detector, utterance, playout, upkeep);
            }

            Live with(SpeechDetector newDetector) {
                return new Live(callSid, streamSid, callerAudio, newDetector, utterance, playout, upkeep);
            }

            Live with(Utterance newUtterance) {
                return new Live(callSid, streamSid, callerAudio, detector, newUtterance, playout, upkeep);
            }

            Live with(Playout newPlayout) {
                return newPlayout == playout
                        ? this
                        : new Live(callSid, streamSid, callerAudio, detector, utterance, newPlayout, upkeep);
            }

            Live with(Upkeep newUpkeep) {
                return new Live(callSid, streamSid, callerAudio, detector, utterance, playout, newUpkeep);
            }
        }

        /**
         * Reported as over; only the socket is still open.
         *
         * @param writtenMs when the report was seen to be written; empty before
         */
        record HandedBack(long sinceMs, OptionalLong writtenMs, long framesIn, long framesOut) implements Phase {}

        record Over() implements Phase {}
    }

    /**
     * The caller's last utterance.
     *
     * @param deferredOnsetMs its onset on the stream's clock, where it set in together with the agent's sound and is not
     *     reported yet
     * @param unansweredSinceMs when the voice ended, while no turn has set in since
     */
    record Utterance(OptionalLong deferredOnsetMs, OptionalLong unansweredSinceMs) {

        static final Utterance NONE = new Utterance(OptionalLong.empty(), OptionalLong.empty());

        Utterance reported() {
            return new Utterance(OptionalLong.empty(), unansweredSinceMs);
        }

        Utterance answered() {
            return new Utterance(deferredOnsetMs, OptionalLong.empty());
        }
    }

    /**
     * @param seenAtMs when it was last reported that frames arrive
     * @param pingedAtMs when a ping was last sent, or the stream began
     * @param holdPhraseSaid whether the caller was asked to wait since reports stopped getting through
     */
    record Upkeep(OptionalLong seenAtMs, long pingedAtMs, boolean holdPhraseSaid, boolean apologised) {

        Upkeep seen(long nowMs) {
            return new Upkeep(OptionalLong.of(nowMs), pingedAtMs, holdPhraseSaid, apologised);
        }

        Upkeep pinged(long nowMs) {
            return new Upkeep(seenAtMs, nowMs, holdPhraseSaid, apologised);
        }

        Upkeep announced(boolean holdPhrase, boolean apology) {
            return new Upkeep(seenAtMs, pingedAtMs, holdPhrase, apology);
        }
    }

    public record Stepped(MediaStream next, List<MediaStep> steps) {}

    public static MediaStream opened(MediaSettings settings, long nowMs) {
        return new MediaStream(settings, new Phase.Opened(nowMs));
    }

    /** @param nowMs of a monotonic clock */
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
            case MediaInput.Started started -> starts(started, nowMs);
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
                // If all that waits was reported later than this report, the report itself has been written.
                boolean written = tick.feedStalledMs() < nowMs - stream.sinceMs();
                OptionalLong writtenMs =
                        stream.writtenMs().isEmpty() && written ? OptionalLong.of(nowMs) : stream.writtenMs();
                boolean closes = writtenMs.isPresent() && nowMs - writtenMs.getAsLong() >= READ_WITHIN_MS
                        || nowMs - stream.sinceMs() >= WRITTEN_WITHIN_MS + READ_WITHIN_MS;
                var next = new Phase.HandedBack(stream.sinceMs(), writtenMs, stream.framesIn(), stream.framesOut());
                yield closes ? ends(stream) : new Stepped(new MediaStream(settings, next), List.of());
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

    private Stepped starts(MediaInput.Started started, long nowMs) {
        var live = Phase.Live.started(settings, started.callSid(), started.streamSid(), nowMs);
        var report = new MediaEvent.StreamStarted(started.callSid(), started.streamSid());
        return new Stepped(new MediaStream(settings, live), List.of(new MediaStep.Report(report)));
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

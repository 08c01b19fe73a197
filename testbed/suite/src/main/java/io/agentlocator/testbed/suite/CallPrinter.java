package io.agentlocator.testbed.suite;

import io.agentlocator.events.Call;
import io.agentlocator.events.CallAlert;
import io.agentlocator.events.CallOutcome;
import io.agentlocator.events.MediaEvent;
import io.agentlocator.events.Reply;
import io.agentlocator.events.Transcript;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Prints one call as it happens. Called on the ledger's thread. */
final class CallPrinter {

    private final PrintStream out;
    private final String callSid;
    private final TurnTimes times = new TurnTimes();
    private @Nullable Instant began;

    CallPrinter(PrintStream out, String callSid) {
        this.out = out;
        this.callSid = callSid;
    }

    TurnTimes times() {
        return times;
    }

    void take(Ledger.Entry entry) {
        if (!entry.event().key().equals(callSid)) {
            return;
        }
        if (began == null) {
            began = entry.meta().time();
        }
        switch (entry.event()) {
            case Call.Received received -> note(entry, "the call is answered with the greeting");
            case MediaEvent.StreamStarted started -> note(entry, "the stream is open, the agent listens");
            case Transcript.Final words ->
                line(
                        entry,
                        "caller",
                        "\033[36m",
                        words.text(),
                        "heard by %s, confidence %.2f".formatted(words.engine(), words.confidence()));
            case Transcript.Unclear unclear -> note(entry, "the caller was not understood");
            case Reply.Sentence sentence -> line(entry, "agent", "\033[33m", sentence.text(), "");
            case Reply.Cancelled cancelled -> note(entry, "the agent stops: " + cancelled.reason());
            case MediaEvent.PlaybackCut cut -> note(entry, "cut after " + cut.heardMs() + " ms were heard");
            case CallAlert alert -> note(entry, "watchdog: " + alert);
            case Transcript.RecordingTranscribed recording ->
                line(entry, "message", "\033[36m", recording.text(), "the recording, transcribed");
            case CallOutcome.Concluded outcome ->
                line(
                        entry,
                        "outcome",
                        "\033[32m",
                        outcome.summary(),
                        outcome.disposition().name());
            case Call.Ended ended -> note(entry, "the call has ended: " + ended.status());
            default -> {}
        }
        times.take(entry).ifPresent(this::stages);
    }

    private void stages(TurnTime turn) {
        out.printf(
                Locale.ROOT,
                "\033[2m          %9s answered after %.2f s = endpoint %.2f + recognition %.2f + reply %.2f + voice %.2f + playout %.2f\033[0m%n",
                "",
                turn.totalMs() / 1000.0,
                turn.endpointMs() / 1000.0,
                turn.recognitionMs() / 1000.0,
                turn.replyMs() / 1000.0,
                turn.voiceMs() / 1000.0,
                turn.playoutMs() / 1000.0);
    }

    private void line(Ledger.Entry entry, String who, String colour, String text, String remark) {
        out.printf(
                "%s  %s%-8s\033[0m %s%s%n",
                clock(entry),
                colour,
                who,
                Hebrew.shown(text),
                remark.isEmpty() ? "" : "  \033[2m" + remark + "\033[0m");
    }

    private void note(Ledger.Entry entry, String text) {
        out.printf("%s  \033[2m%-8s %s\033[0m%n", clock(entry), "", text);
    }

    private String clock(Ledger.Entry entry) {
        Instant start = began == null ? entry.meta().time() : began;
        long millis = Duration.between(start, entry.meta().time()).toMillis();
        return String.format(Locale.ROOT, "  %3d.%d s", millis / 1000, millis % 1000 / 100);
    }
}

package io.agentlocator.speech.recognition;

import io.agentlocator.events.Transcript;
import io.agentlocator.speech.roles.RecognitionResult;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Utterances that have ended and wait for their words. Publishes them in order: one that still waits holds back those behind
 * it. Belongs to one {@link Listening}.
 */
final class ClosedUtterances implements Iterable<PendingUtterance> {

    /** A streaming engine that has sent no words for this long after an utterance has probably missed it. */
    private static final long NO_WORDS_MS = 400;

    private final String callSid;
    private final ListeningSettings settings;
    private final RepeatedWords repeated;
    private final Deque<PendingUtterance> waiting = new ArrayDeque<>();

    ClosedUtterances(String callSid, ListeningSettings settings, RepeatedWords repeated) {
        this.callSid = callSid;
        this.settings = settings;
        this.repeated = repeated;
    }

    void add(PendingUtterance utterance) {
        waiting.addLast(utterance);
    }

    void removeEndedUntil(long ms) {
        waiting.removeIf(utterance -> utterance.endMs <= ms);
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    @Override
    public Iterator<PendingUtterance> iterator() {
        return waiting.iterator();
    }

    /**
     * Publishes every transcript that is due.
     *
     * @param speaking whether the caller is in the next utterance
     * @param streamFailed whether the streaming engine does not recognise at present
     */
    void publish(boolean speaking, boolean streamFailed, long nowMs, List<ListeningStep> steps) {
        while (!waiting.isEmpty()) {
            PendingUtterance first = waiting.getFirst();
            Optional<Transcript> transcript = transcript(first, speaking || streamFailed, nowMs, steps);
            if (transcript.isEmpty()) {
                return;
            }
            waiting.removeFirst();
            steps.add(new ListeningStep.Publish(transcript.get()));
        }
    }

    private Optional<Transcript> transcript(PendingUtterance of, boolean late, long nowMs, List<ListeningStep> steps) {
        long waitedMs = nowMs - of.closedAtMs;
        if (of.answer != null) {
            rememberUnsettled(of);
            RecognitionResult result = of.answer.result();
            return Optional.of(
                    result.understood()
                            ? words(of, result.text(), result.confidence(), of.answer.engine(), waitedMs)
                            : unclear(of));
        }
        if (!of.streamBroken && of.streamed.stable(settings.stableMs(), nowMs)) {
            of.abandon(steps);
            return Optional.of(streamedWords(of, waitedMs));
        }
        if (of.failure != null) {
            return Optional.of(failed(of, of.failure.reason(), of.failure.recoverable(), steps));
        }
        if (of.recognizing()) {
            if (waitedMs < settings.answerWithinMs()) {
                return Optional.empty();
            }
            of.abandon(steps);
            return Optional.of(failed(
                    of, settings.wholeEngine() + ": no answer in " + settings.answerWithinMs() + " ms", true, steps));
        }
        return withoutSettledWords(of, late || waitedMs >= settings.graceMs(), waitedMs, steps);
    }

    /** Does not wait for a settled result alone: some engines send it only when the caller speaks again. */
    private Optional<Transcript> withoutSettledWords(
            PendingUtterance of, boolean late, long waitedMs, List<ListeningStep> steps) {
        boolean anyWords = !of.streamed.text().isBlank();
        byte @Nullable [] sound = of.mulaw;
        if (sound != null && (of.streamBroken || !anyWords && (late || waitedMs >= NO_WORDS_MS))) {
            of.recognize(sound, steps);
            return Optional.empty();
        }
        if (!late) {
            return Optional.empty();
        }
        return Optional.of(anyWords ? streamedWords(of, waitedMs) : unclear(of));
    }

    private Transcript streamedWords(PendingUtterance of, long waitedMs) {
        rememberUnsettled(of);
        return words(
                of, of.streamed.text(), of.streamed.confidence(), String.valueOf(settings.streamingEngine()), waitedMs);
    }

    /** The utterance has no words. If the next one may have, the dialog is to ask the caller again at once. */
    private Transcript failed(PendingUtterance of, String cause, boolean recoverable, List<ListeningStep> steps) {
        var failed = new Transcript.RecognitionFailed(callSid, cause, recoverable);
        if (!recoverable) {
            return failed;
        }
        steps.add(new ListeningStep.Publish(failed));
        return unclear(of);
    }

    private void rememberUnsettled(PendingUtterance of) {
        if (!of.streamed.unsettled().isBlank()) {
            repeated.remember(of.streamed.unsettled());
        }
    }

    private Transcript words(PendingUtterance of, String text, double confidence, String engine, long tookMs) {
        return new Transcript.Final(callSid, of.number, text, confidence, of.startMs, of.endMs, tookMs, engine);
    }

    private Transcript unclear(PendingUtterance of) {
        return new Transcript.Unclear(callSid, of.number, of.startMs, of.endMs);
    }
}

package io.agentlocator.speech.recognition;

import io.agentlocator.events.CallerAudio;
import io.agentlocator.events.MuLaw;
import io.agentlocator.events.Transcript;
import io.agentlocator.speech.roles.EngineFailure;
import io.agentlocator.speech.roles.FailureKind;
import io.agentlocator.speech.roles.RecognitionResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A caller with a clock: each letter of a timeline is 100 ms of sound and of time, {@code v} with voice. */
final class ScriptedCaller {

    private static final Endpointing.Rule RULE = new Endpointing.Rule(600, 250, 120, 20_000);

    final Listening listening;
    long at;
    long clock = 1_000_000;
    final List<ListeningStep> steps = new ArrayList<>();

    /** Recognised by the engine {@code whole} only. */
    static ScriptedCaller ofWholeEngine() {
        return new ScriptedCaller(
                new Listening("CA1", new ListeningSettings(RULE, 300, null, "whole", 300, 1200, 8000), 0));
    }

    /** Recognised by the streaming engine {@code live}. @param wholeEngine null for none */
    static ScriptedCaller ofStream(String wholeEngine) {
        return new ScriptedCaller(
                new Listening("CA1", new ListeningSettings(RULE, 300, "live", wholeEngine, 300, 1200, 8000), 0));
    }

    private ScriptedCaller(Listening listening) {
        this.listening = listening;
    }

    ScriptedCaller says(String timeline) {
        for (char tick : timeline.toCharArray()) {
            clock += 100;
            steps.addAll(listening.chunk(tick(tick), clock));
        }
        return this;
    }

    CallerAudio.Chunk tick(char tick) {
        byte[] sound = new byte[800];
        Arrays.fill(sound, tick == 'v' ? (byte) at : MuLaw.SILENCE);
        var chunk = new CallerAudio.Chunk("CA1", "MZ1", at / 100, at, tick == 'v', sound);
        at += 100;
        return chunk;
    }

    List<Transcript> published() {
        return steps.stream()
                .filter(ListeningStep.Publish.class::isInstance)
                .map(step -> ((ListeningStep.Publish) step).transcript())
                .toList();
    }

    List<ListeningStep.Recognize> recognitions() {
        return steps.stream()
                .filter(ListeningStep.Recognize.class::isInstance)
                .map(ListeningStep.Recognize.class::cast)
                .toList();
    }

    ScriptedCaller answered(int utterance, int attempt, RecognitionResult result) {
        return answered(utterance, attempt, new RecognizerChain.Answer("whole", result, ""));
    }

    ScriptedCaller answered(int utterance, int attempt, RecognizerChain.Answer answer) {
        steps.addAll(listening.recognized(utterance, attempt, answer, clock));
        return this;
    }

    ScriptedCaller streamFails(String cause) {
        steps.addAll(listening.streamFailed(new EngineFailure(FailureKind.UNAVAILABLE, cause), clock));
        return this;
    }

    List<ListeningStep.Switch> switches() {
        return steps.stream()
                .filter(ListeningStep.Switch.class::isInstance)
                .map(ListeningStep.Switch.class::cast)
                .toList();
    }

    ScriptedCaller words(String text, boolean settled, long endMs) {
        steps.addAll(listening.words(text, settled, settled ? 0.9 : 0, endMs, clock));
        return this;
    }
}

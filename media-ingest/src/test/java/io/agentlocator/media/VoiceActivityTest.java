package io.agentlocator.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentlocator.events.MuLaw;
import io.agentlocator.media.silero.SileroVoiceActivity;
import io.agentlocator.speechmodels.cache.ModelCache;
import io.agentlocator.speechmodels.cache.SpeechModel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Both kinds of voice activity on a spoken Hebrew sentence of 3.3 s between silence, without and with line noise. */
class VoiceActivityTest {

    private static final int LEAD_MS = 1_000;
    private static final int TAIL_MS = 1_000;

    enum Kind {
        ENERGY,
        SILERO;

        VoiceActivity open() {
            if (this == ENERGY) {
                return new EnergyGate();
            }
            var directory = ModelCache.standard().present(SpeechModel.SILERO);
            Assumptions.assumeTrue(directory.isPresent(), "Silero is not in the cache");
            return SileroVoiceActivity.load(directory.orElseThrow());
        }
    }

    static byte[] spoken() {
        try (var sound = VoiceActivityTest.class.getResourceAsStream("caller.ulaw")) {
            return sound.readAllBytes();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static byte[] betweenSilence(byte[] voice, double noise) {
        var random = new Random(7);
        var whole = new short[(LEAD_MS + TAIL_MS) * 8 + voice.length];
        for (int i = 0; i < whole.length; i++) {
            int at = i - LEAD_MS * 8;
            int sample = at >= 0 && at < voice.length ? MuLaw.decode(voice[at]) : 0;
            whole[i] = (short) Math.clamp(sample + random.nextGaussian() * noise, -32_000, 32_000);
        }
        return MuLaw.encode(whole);
    }

    private static List<SpeechDetector.Change> changes(VoiceActivity voiceActivity, byte[] sound) {
        var windows = new VoiceActivityWindows(voiceActivity);
        for (int at = 0; at < sound.length; at += 160) {
            windows.add(at / 8, Arrays.copyOfRange(sound, at, Math.min(sound.length, at + 160)));
        }
        VoiceActivityWindows.judge(voiceActivity, List.of(windows));
        var detector = SpeechDetector.silent(MediaFixtures.SPEECH);
        List<SpeechDetector.Change> changes = new ArrayList<>();
        for (SpeechProbability window : windows.takeJudged()) {
            var stepped = detector.step(window);
            detector = stepped.next();
            if (!(stepped.change() instanceof SpeechDetector.Change.None)) {
                changes.add(stepped.change());
            }
        }
        return changes;
    }

    static Stream<Double> noises() {
        return Stream.of(0.0, 60.0);
    }

    @ParameterizedTest
    @EnumSource
    void aSentenceIsFoundWhereItIs(Kind kind) {
        byte[] voice = spoken();
        for (double noise : noises().toList()) {
            try (VoiceActivity voiceActivity = kind.open()) {
                var changes = changes(voiceActivity, betweenSilence(voice, noise));
                assertThat(changes).as("noise %s", noise).isNotEmpty();
                assertThat(((SpeechDetector.Change.Began) changes.getFirst()).offsetMs())
                        .isBetween(LEAD_MS - 100L, LEAD_MS + 400L);
                assertThat(((SpeechDetector.Change.Ended) changes.getLast()).offsetMs())
                        .isBetween(LEAD_MS + voice.length / 8 - 700L, LEAD_MS + voice.length / 8 + 200L);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aNoisyLineIsNoVoice(Kind kind) {
        try (VoiceActivity voiceActivity = kind.open()) {
            assertThat(changes(voiceActivity, betweenSilence(new byte[0], 200))).isEmpty();
        }
    }

    /** Judging streams together must not mix up their states. */
    @ParameterizedTest
    @EnumSource
    void togetherIsTheSameAsAlone(Kind kind) {
        byte[] voice = betweenSilence(spoken(), 0);
        byte[] noise = betweenSilence(new byte[spoken().length], 100);
        try (VoiceActivity voiceActivity = kind.open()) {
            var alone = new VoiceActivityWindows(voiceActivity);
            alone.add(0, voice);
            VoiceActivityWindows.judge(voiceActivity, List.of(alone));
            var first = new VoiceActivityWindows(voiceActivity);
            var second = new VoiceActivityWindows(voiceActivity);
            first.add(0, noise);
            second.add(0, voice);
            VoiceActivityWindows.judge(voiceActivity, List.of(first, second));
            List<SpeechProbability> expected = alone.takeJudged();
            List<SpeechProbability> together = second.takeJudged();
            assertThat(together).hasSameSizeAs(expected);
            for (int i = 0; i < expected.size(); i++) {
                assertThat(together.get(i).probability())
                        .isCloseTo(expected.get(i).probability(), org.assertj.core.data.Offset.offset(0.01f));
            }
        }
    }
}

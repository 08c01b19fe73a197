package io.agentlocator.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class VoiceActivityWindowsTest {

    private final EnergyGate gate = new EnergyGate();
    private final VoiceActivityWindows windows = new VoiceActivityWindows(gate);

    @Test
    void soundOfAnySizeIsCutIntoWindowsOnTheStreamsClock() {
        windows.add(100, MediaFixtures.sound(7));
        windows.add(107, MediaFixtures.sound(46));
        VoiceActivityWindows.judge(gate, List.of(windows));
        assertThat(windows.takeJudged()).extracting(SpeechProbability::startMs).containsExactly(100L, 120L);
        windows.add(153, MediaFixtures.sound(7));
        VoiceActivityWindows.judge(gate, List.of(windows));
        assertThat(windows.takeJudged()).extracting(SpeechProbability::endMs).containsExactly(160L);
        assertThat(windows.takeJudged()).isEmpty();
    }

    @Test
    void aGapInTheStreamMovesTheClock() {
        windows.add(0, MediaFixtures.sound(30));
        windows.add(1_000, MediaFixtures.sound(20));
        VoiceActivityWindows.judge(gate, List.of(windows));
        assertThat(windows.takeJudged()).extracting(SpeechProbability::startMs).containsExactly(0L, 1_000L);
    }

    @Test
    void streamsWithDifferentlyMuchSoundAreJudgedTogether() {
        var other = new VoiceActivityWindows(gate);
        windows.add(0, MediaFixtures.sound(60));
        other.add(0, MediaFixtures.sound(20));
        VoiceActivityWindows.judge(gate, List.of(windows, other));
        assertThat(windows.takeJudged()).hasSize(3);
        assertThat(other.takeJudged()).hasSize(1);
    }
}

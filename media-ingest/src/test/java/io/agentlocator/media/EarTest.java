package io.agentlocator.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class EarTest {

    private final EnergyGate gate = new EnergyGate();
    private final Ear ear = new Ear(gate);

    @Test
    void soundOfAnySizeIsCutIntoWindowsOnTheStreamsClock() {
        ear.hear(100, Fixed.sound(7));
        ear.hear(107, Fixed.sound(46));
        Ear.judge(gate, List.of(ear));
        assertThat(ear.takeJudged()).extracting(Judgement::startMs).containsExactly(100L, 120L);
        ear.hear(153, Fixed.sound(7));
        Ear.judge(gate, List.of(ear));
        assertThat(ear.takeJudged()).extracting(Judgement::endMs).containsExactly(160L);
        assertThat(ear.takeJudged()).isEmpty();
    }

    @Test
    void aGapInTheStreamMovesTheClock() {
        ear.hear(0, Fixed.sound(30));
        ear.hear(1_000, Fixed.sound(20));
        Ear.judge(gate, List.of(ear));
        assertThat(ear.takeJudged()).extracting(Judgement::startMs).containsExactly(0L, 1_000L);
    }

    @Test
    void earsThatHeardDifferentlyMuchAreJudgedTogether() {
        var other = new Ear(gate);
        ear.hear(0, Fixed.sound(60));
        other.hear(0, Fixed.sound(20));
        Ear.judge(gate, List.of(ear, other));
        assertThat(ear.takeJudged()).hasSize(3);
        assertThat(other.takeJudged()).hasSize(1);
    }
}

package io.agentlocator.speechmodels.whisper;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoopGuardTest {

    private static List<Integer> repeated(int times, Integer... pattern) {
        List<Integer> tokens = new ArrayList<>(List.of(90, 91, 92));
        for (int i = 0; i < times; i++) {
            Collections.addAll(tokens, pattern);
        }
        return tokens;
    }

    @Test
    void noticesAPatternSaidThreeTimes() {
        assertThat(LoopGuard.loop(repeated(3, 1, 2, 3, 4))).isEqualTo(4);
        assertThat(LoopGuard.loop(repeated(12, 7))).isEqualTo(1);
        assertThat(LoopGuard.loop(repeated(3, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16)))
                .isEqualTo(16);
    }

    @Test
    void letsPeopleRepeatThemselves() {
        assertThat(LoopGuard.loop(repeated(2, 1, 2, 3, 4, 5, 6))).isZero();
        assertThat(LoopGuard.loop(repeated(9, 7))).isZero();
        assertThat(LoopGuard.loop(List.of(7, 7, 7))).isZero();
    }

    @Test
    void keepsOneOfTheRepetitions() {
        assertThat(LoopGuard.withoutLoop(repeated(5, 1, 2, 3), 3)).containsExactly(90, 91, 92, 1, 2, 3);
    }
}

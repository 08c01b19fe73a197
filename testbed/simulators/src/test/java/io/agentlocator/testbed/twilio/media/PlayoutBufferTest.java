package io.agentlocator.testbed.twilio.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentlocator.testbed.sound.Mulaw;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PlayoutBufferTest {
    private final PlayoutBuffer playout = new PlayoutBuffer();

    @Test
    void markOfAnEmptyBufferIsDueAtOnce() {
        assertThat(playout.mark("a")).isTrue();
    }

    @Test
    void markIsDueWhenTheLastSampleBeforeItHasBeenHeard() {
        playout.add(sound(320));
        assertThat(playout.mark("a")).isFalse();
        assertThat(playout.due()).isEmpty();
        playout.frame();
        assertThat(playout.due()).isEmpty();
        playout.frame();
        assertThat(playout.due()).containsExactly("a");
        assertThat(playout.due()).isEmpty();
    }

    @Test
    void markWaitsForTheFrameThatIsBeingHeard() {
        playout.add(sound(160));
        playout.frame();
        assertThat(playout.mark("late")).isFalse();
        assertThat(playout.due()).containsExactly("late");
        playout.frame();
        assertThat(playout.mark("quiet")).isTrue();
    }

    @Test
    void clearEmptiesTheBufferAndGivesBackItsMarks() {
        playout.add(sound(8000));
        playout.mark("a");
        playout.add(sound(8000));
        playout.mark("b");
        playout.frame();
        assertThat(playout.buffered()).isEqualTo(Duration.ofMillis(1980));
        assertThat(playout.clear()).containsExactly("a", "b");
        assertThat(playout.buffered()).isZero();
        assertThat(playout.frame()).containsOnly(Mulaw.SILENCE);
    }

    @Test
    void soundOfAnySizeIsJoinedAndPaddedWithSilence() {
        playout.add(sound(100));
        playout.add(sound(100));
        assertThat(playout.frame()).containsOnly(1);
        byte[] second = playout.frame();
        assertThat(Arrays.copyOf(second, 40)).containsOnly(1);
        assertThat(Arrays.copyOfRange(second, 40, 160)).containsOnly(Mulaw.SILENCE);
    }

    @Test
    void moreThanTenMinutesAreRefused() {
        for (int minute = 0; minute < 10; minute++)
            assertThat(playout.add(sound(8000 * 60))).isTrue();
        assertThat(playout.add(sound(1))).isFalse();
        playout.frame();
        assertThat(playout.add(sound(1))).isTrue();
    }

    private static byte[] sound(int samples) {
        byte[] bytes = new byte[samples];
        Arrays.fill(bytes, (byte) 1);
        return bytes;
    }
}

package io.agentlocator.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ClipStoreTest {

    private final AtomicLong nanos = new AtomicLong();
    private final ClipStore clips = new ClipStore(1000, Duration.ofMinutes(5), nanos::get);

    @Test
    void holdsTheNewestWithinItsBytes() {
        for (int turn = 1; turn <= 20; turn++) {
            clips.put("CA1", turn, new byte[300]);
        }
        assertThat(clips.bytes()).isEqualTo(900);
        assertThat(clips.mp3("CA1", 17)).isEmpty();
        assertThat(clips.mp3("CA1", 18)).isPresent();
        assertThat(clips.mp3("CA2", 18)).isEmpty();
    }

    @Test
    void aClipThatComesAgainTakesItsOwnPlace() {
        clips.put("CA1", 1, new byte[300]);
        clips.put("CA1", 1, new byte[400]);
        assertThat(clips.bytes()).isEqualTo(400);
        assertThat(clips.mp3("CA1", 1).orElseThrow()).hasSize(400);
    }

    @Test
    void oneThatIsTooLargeIsStillServed() {
        clips.put("CA1", 1, new byte[300]);
        clips.put("CA1", 2, new byte[5000]);
        assertThat(clips.mp3("CA1", 2)).isPresent();
        assertThat(clips.bytes()).isEqualTo(5000);
    }

    @Test
    void forgetsWhatIsOld() {
        clips.put("CA1", 1, new byte[300]);
        nanos.addAndGet(Duration.ofMinutes(6).toNanos());
        clips.expire();
        assertThat(clips.mp3("CA1", 1)).isEmpty();
        assertThat(clips.bytes()).isZero();
    }
}

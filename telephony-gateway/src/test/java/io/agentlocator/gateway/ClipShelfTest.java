package io.agentlocator.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ClipShelfTest {

    private final AtomicLong nanos = new AtomicLong();
    private final ClipShelf shelf = new ClipShelf(1000, Duration.ofMinutes(5), nanos::get);

    @Test
    void holdsTheNewestWithinItsBytes() {
        for (int turn = 1; turn <= 20; turn++) {
            shelf.put("CA1", turn, new byte[300]);
        }
        assertThat(shelf.bytes()).isEqualTo(900);
        assertThat(shelf.mp3("CA1", 17)).isEmpty();
        assertThat(shelf.mp3("CA1", 18)).isPresent();
        assertThat(shelf.mp3("CA2", 18)).isEmpty();
    }

    @Test
    void aClipThatComesAgainTakesItsOwnPlace() {
        shelf.put("CA1", 1, new byte[300]);
        shelf.put("CA1", 1, new byte[400]);
        assertThat(shelf.bytes()).isEqualTo(400);
        assertThat(shelf.mp3("CA1", 1).orElseThrow()).hasSize(400);
    }

    @Test
    void oneThatIsTooLargeIsStillServed() {
        shelf.put("CA1", 1, new byte[300]);
        shelf.put("CA1", 2, new byte[5000]);
        assertThat(shelf.mp3("CA1", 2)).isPresent();
        assertThat(shelf.bytes()).isEqualTo(5000);
    }

    @Test
    void forgetsWhatIsOld() {
        shelf.put("CA1", 1, new byte[300]);
        nanos.addAndGet(Duration.ofMinutes(6).toNanos());
        shelf.expire();
        assertThat(shelf.mp3("CA1", 1)).isEmpty();
        assertThat(shelf.bytes()).isZero();
    }
}

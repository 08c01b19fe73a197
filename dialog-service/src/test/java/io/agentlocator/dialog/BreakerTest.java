package io.agentlocator.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentlocator.dialog.Breaker.State;
import io.agentlocator.dialog.ModelFailure.Kind;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** When calls are kept from a vendor, and how it is found out that it is back. */
class BreakerTest {

    private final AtomicLong nanos = new AtomicLong();
    private double chance = 0.5;
    private final Breaker breaker = new Breaker(
            new Breaker.Settings(3, Duration.ofSeconds(5), Duration.ofSeconds(60), 0.2), nanos::get, () -> chance);

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private Breaker.Attempt attempt() {
        var attempt = breaker.attempt();
        assertThat(attempt).as("is let through").isNotNull();
        return attempt;
    }

    private void fails(Kind kind) {
        attempt().failed(kind, null);
    }

    private void opens() {
        fails(Kind.UNREACHABLE);
        fails(Kind.TOO_SLOW);
        fails(Kind.BUSY);
        assertThat(breaker.state()).isEqualTo(State.OPEN);
    }

    @Test
    void twoFailuresInARowChangeNothing() {
        fails(Kind.UNREACHABLE);
        fails(Kind.EMPTY);
        assertThat(breaker.state()).isEqualTo(State.CLOSED);
        attempt().succeeded();
        fails(Kind.UNREACHABLE);
        fails(Kind.UNREACHABLE);
        assertThat(breaker.state()).isEqualTo(State.CLOSED);
        assertThat(breaker.cause()).isNull();
    }

    @Test
    void threeInARowOpenItForAll() {
        opens();
        assertThat(breaker.attempt()).isNull();
        assertThat(breaker.cause()).isEqualTo(Kind.BUSY);
        pass(Duration.ofMillis(4_999));
        assertThat(breaker.attempt()).isNull();
    }

    @Test
    void oneAttemptAtATimeFindsOutWhetherItIsBack() {
        opens();
        pass(Duration.ofSeconds(5));
        assertThat(breaker.state()).isEqualTo(State.HALF_OPEN);
        var probe = attempt();
        assertThat(breaker.attempt()).as("a second at the same time").isNull();
        probe.succeeded();
        assertThat(breaker.state()).isEqualTo(State.CLOSED);
        attempt();
        attempt();
    }

    @Test
    void eachVainAttemptDoublesTheTimeWithinBounds() {
        opens();
        for (long seconds : new long[] {5, 10, 20, 40, 60, 60}) {
            pass(Duration.ofSeconds(seconds).minusMillis(1));
            assertThat(breaker.attempt()).as("before %d s", seconds).isNull();
            pass(Duration.ofMillis(1));
            fails(Kind.UNREACHABLE);
        }
        pass(Duration.ofSeconds(60));
        attempt().succeeded();
        opens();
        pass(Duration.ofSeconds(5));
        attempt();
    }

    @Test
    void instancesDoNotTryInStep() {
        chance = 1;
        opens();
        pass(Duration.ofMillis(5_999));
        assertThat(breaker.attempt()).isNull();
        pass(Duration.ofMillis(1));
        chance = 0;
        fails(Kind.UNREACHABLE);
        pass(Duration.ofMillis(7_999));
        assertThat(breaker.attempt()).isNull();
        pass(Duration.ofMillis(1));
        attempt();
    }

    @Test
    void anAttemptThatWasNotWantedAnyMoreLeavesItsPlace() {
        opens();
        pass(Duration.ofSeconds(5));
        var probe = attempt();
        probe.abandoned();
        probe.succeeded();
        assertThat(breaker.state()).as("nothing was found out").isEqualTo(State.HALF_OPEN);
        attempt();
        assertThat(breaker.attempt()).isNull();
    }

    @Test
    void anAttemptThatNeverTellsHoldsThePlaceForAWhileOnly() {
        opens();
        pass(Duration.ofSeconds(5));
        attempt();
        pass(Duration.ofSeconds(19));
        assertThat(breaker.attempt()).isNull();
        pass(Duration.ofSeconds(1));
        attempt();
    }

    @Test
    void theVendorsOwnWishIsBelieved() {
        attempt().failed(Kind.BUSY, Duration.ofSeconds(30));
        assertThat(breaker.state()).isEqualTo(State.OPEN);
        pass(Duration.ofSeconds(29));
        assertThat(breaker.attempt()).isNull();
        pass(Duration.ofSeconds(1));
        attempt();
    }

    @Test
    void butNotForEver() {
        attempt().failed(Kind.BUSY, Duration.ofDays(1));
        pass(Duration.ofMinutes(2));
        attempt();
    }

    @Test
    void refusedCredentialsOpenItAtOnceAndForLong() {
        fails(Kind.NOT_ALLOWED);
        pass(Duration.ofSeconds(59));
        assertThat(breaker.attempt()).isNull();
        pass(Duration.ofSeconds(1));
        attempt();
    }

    @Test
    void whatWasUnderWayWhenItOpenedProlongsNothing() {
        var late = attempt();
        opens();
        late.failed(Kind.TOO_SLOW, null);
        pass(Duration.ofSeconds(5));
        attempt();
    }
}

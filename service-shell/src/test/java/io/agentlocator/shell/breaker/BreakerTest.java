package io.agentlocator.shell.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentlocator.shell.breaker.Breaker.State;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** When calls stop using an engine, and how they find out that it works again. */
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

    private void fails(String cause) {
        attempt().failed(cause);
    }

    private void opens() {
        fails("UNREACHABLE");
        fails("TOO_SLOW");
        fails("BUSY");
        assertThat(breaker.state()).isEqualTo(State.OPEN);
    }

    @Test
    void twoFailuresInARowChangeNothing() {
        fails("UNREACHABLE");
        fails("EMPTY");
        assertThat(breaker.state()).isEqualTo(State.CLOSED);
        attempt().succeeded();
        fails("UNREACHABLE");
        fails("UNREACHABLE");
        assertThat(breaker.state()).isEqualTo(State.CLOSED);
        assertThat(breaker.cause()).isNull();
    }

    @Test
    void threeInARowOpenItForAll() {
        opens();
        assertThat(breaker.attempt()).isNull();
        assertThat(breaker.cause()).isEqualTo("BUSY");
        pass(Duration.ofMillis(4_999));
        assertThat(breaker.attempt()).isNull();
    }

    @Test
    void oneProbeAtATimeFindsOutWhetherItWorksAgain() {
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
    void eachFailedProbeDoublesTheTimeWithinBounds() {
        opens();
        for (long seconds : new long[] {5, 10, 20, 40, 60, 60}) {
            pass(Duration.ofSeconds(seconds).minusMillis(1));
            assertThat(breaker.attempt()).as("before %d s", seconds).isNull();
            pass(Duration.ofMillis(1));
            fails("UNREACHABLE");
        }
        pass(Duration.ofSeconds(60));
        attempt().succeeded();
        opens();
        pass(Duration.ofSeconds(5));
        attempt();
    }

    @Test
    void instancesDoNotProbeAtTheSameMoment() {
        chance = 1;
        opens();
        pass(Duration.ofMillis(5_999));
        assertThat(breaker.attempt()).isNull();
        pass(Duration.ofMillis(1));
        chance = 0;
        fails("UNREACHABLE");
        pass(Duration.ofMillis(7_999));
        assertThat(breaker.attempt()).isNull();
        pass(Duration.ofMillis(1));
        attempt();
    }

    @Test
    void anAbandonedProbeMakesRoomForTheNext() {
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
    void aProbeThatNeverReportsBlocksTheNextForAWhileOnly() {
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
        attempt().failed("BUSY", Duration.ofSeconds(30));
        assertThat(breaker.state()).isEqualTo(State.OPEN);
        pass(Duration.ofSeconds(29));
        assertThat(breaker.attempt()).isNull();
        pass(Duration.ofSeconds(1));
        attempt();
    }

    @Test
    void theVendorsOwnWishIsBounded() {
        attempt().failed("BUSY", Duration.ofDays(1));
        pass(Duration.ofMinutes(2));
        attempt();
    }

    @Test
    void refusedCredentialsOpenItAtOnceAndForLong() {
        attempt().refused("NOT_ALLOWED");
        assertThat(breaker.cause()).isEqualTo("NOT_ALLOWED");
        pass(Duration.ofSeconds(59));
        assertThat(breaker.attempt()).isNull();
        pass(Duration.ofSeconds(1));
        attempt();
    }

    @Test
    void anAttemptFromBeforeItOpenedDoesNotProlongIt() {
        var late = attempt();
        opens();
        late.failed("TOO_SLOW");
        pass(Duration.ofSeconds(5));
        attempt();
    }

    @Test
    void anAbandonedAttemptCountsNeitherWay() {
        fails("TOO_SLOW");
        fails("TOO_SLOW");
        attempt().abandoned();
        assertThat(breaker.state()).isEqualTo(State.CLOSED);
        fails("TOO_SLOW");
        assertThat(breaker.state()).isEqualTo(State.OPEN);
    }

    @Test
    void aStreamThatWorkedAndBrokeCountsAsAFailureMore() {
        for (int stream = 0; stream < 3; stream++) {
            assertThat(breaker.closed()).isTrue();
            breaker.failed("UNAVAILABLE");
        }
        assertThat(breaker.closed()).isFalse();
        assertThat(breaker.cause()).isEqualTo("UNAVAILABLE");
    }

    @Test
    void itSaysHowLongNobodyIsLetThrough() {
        assertThat(breaker.untilProbe()).isZero();
        opens();
        assertThat(breaker.untilProbe()).isEqualTo(Duration.ofSeconds(5));
        pass(Duration.ofSeconds(2));
        assertThat(breaker.untilProbe()).isEqualTo(Duration.ofSeconds(3));
        pass(Duration.ofSeconds(4));
        attempt();
        assertThat(breaker.untilProbe()).as("while a probe is under way").isZero();
        assertThat(breaker.closed()).isFalse();
    }

    /** 50 calls fail one after the other, as in an outage of a recogniser; then the engine works again. */
    @Test
    void inAnOutageOneCallFromTimeToTimeAsks() {
        var outage = new Breaker(
                new Breaker.Settings(2, Duration.ofSeconds(1), Duration.ofSeconds(30), 0.3), nanos::get, () -> chance);
        assertThat(failuresOf50Calls(outage)).isEqualTo(2);
        pass(Duration.ofMillis(1_500));
        assertThat(failuresOf50Calls(outage)).as("one probe").isEqualTo(1);
        pass(Duration.ofMinutes(1));
        var probe = outage.attempt();
        assertThat(probe).isNotNull();
        probe.succeeded();
        assertThat(outage.closed()).isTrue();
        assertThat(failuresOf50Calls(outage)).as("counted from nothing again").isEqualTo(2);
    }

    private static int failuresOf50Calls(Breaker breaker) {
        int failed = 0;
        for (int call = 0; call < 50; call++) {
            var attempt = breaker.attempt();
            if (attempt != null) {
                attempt.failed("UNAVAILABLE");
                failed++;
            }
        }
        return failed;
    }

    @Test
    void aRefusedCredentialOpensItAtTheFirstFailureOfAll() {
        attempt().refused("CREDENTIALS");
        pass(Duration.ofSeconds(10));
        assertThat(breaker.attempt()).isNull();
    }
}

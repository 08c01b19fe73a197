package io.agentlocator.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentlocator.events.Call;
import io.agentlocator.events.Reply;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CallStatesTest {

    private final AtomicLong now = new AtomicLong(-5_000_000_000L);
    private final CallStates states = new CallStates(3, Duration.ofMinutes(30), new EndedCalls(1024), now::get);

    @Test
    void remembersItsOwnDecisionBeforeTheLogTellsIt() {
        assertThat(states.decide(completed("CA1")).events()).hasSize(1);
        assertThat(states.decide(completed("CA1")).events()).isEmpty();
    }

    @Test
    void theCallThatWasQuietLongestMakesRoom() {
        for (String call : new String[] {"CA1", "CA2", "CA3"}) {
            states.fold(new Call.Answered(call));
        }
        states.fold(new Reply.HangUp("CA1", 1));
        states.fold(new Call.Answered("CA4"));
        assertThat(states.size()).isEqualTo(3);
        assertThat(states.state("CA1").exit()).isEqualTo(new CallState.Exit(1, Script.Plain.HANG_UP));
        assertThat(states.state("CA2")).isEqualTo(CallState.NEW);
    }

    @Test
    void forgetsACallOfWhichNothingIsHeard() {
        states.fold(new Call.Answered("CA1"));
        now.addAndGet(Duration.ofMinutes(20).toNanos());
        states.fold(new Call.Answered("CA2"));
        now.addAndGet(Duration.ofMinutes(11).toNanos());
        states.expire();
        assertThat(states.state("CA1")).isEqualTo(CallState.NEW);
        assertThat(states.state("CA2").is(CallState.Fact.ANSWERED)).isTrue();
    }

    @Test
    void whatSaysNothingAboutACallTakesNoRoom() {
        states.fold(new Reply.Completed("CA1", 1, 2));
        assertThat(states.size()).isZero();
    }

    @Test
    void ofManyCopiesAtOnceOneIsTheFirst() throws Exception {
        var published = new AtomicInteger();
        var go = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 200; i++) {
                threads.submit(() -> {
                    go.await();
                    return published.addAndGet(
                            states.decide(completed("CA1")).events().size());
                });
            }
            go.countDown();
        }
        assertThat(published).hasValue(1);
    }

    private static Webhook completed(String call) {
        return new Webhook.StatusChanged(call, CallStatus.of("completed"), 5);
    }
}

package io.agentlocator.speech.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentlocator.speech.Breaker;
import io.agentlocator.speech.RecognizerLadder;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EngineStatesTest {

    private final FakeStream live = new FakeStream();
    private final Breaker breaker = new Breaker(0, new Random(1));
    private final EngineStates states = new EngineStates();

    @Test
    void aStreamingEngineThatIsLeftAloneIsNamed() {
        states.opened(Optional.of(live), List.of(rung()), List.of());
        assertThat(states.recognition()).isEqualTo("ok");
        live.available = false;
        assertThat(states.recognition()).isEqualTo("given up for now: " + live.engine());
    }

    @Test
    void withNoneLeftNobodyHears() {
        states.opened(Optional.of(live), List.of(rung()), List.of());
        live.available = false;
        breaker.failed(0);
        assertThat(states.recognition()).startsWith("no engine answers: ").contains(live.engine(), rungName());
    }

    @Test
    void oneThatHearsBothWaysCountsOnce() {
        states.opened(Optional.of(live), List.of(), List.of());
        live.available = false;
        assertThat(states.recognition()).isEqualTo("no engine answers: " + live.engine());
    }

    private RecognizerLadder.Rung rung() {
        return new RecognizerLadder.Rung(new FakeRecognizer(), breaker, 1_000);
    }

    private static String rungName() {
        return new FakeRecognizer().engine();
    }
}

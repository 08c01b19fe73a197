package io.agentlocator.speech.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentlocator.shell.breaker.Breaker;
import io.agentlocator.speech.recognition.FakeRecognizer;
import io.agentlocator.speech.recognition.FakeStreamingRecognizer;
import io.agentlocator.speech.recognition.RecognizerChain;
import io.agentlocator.speech.roles.TestBreakers;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EngineHealthTest {

    private final FakeStreamingRecognizer streaming = new FakeStreamingRecognizer();
    private final Breaker breaker = TestBreakers.onClock(() -> 0);
    private final EngineHealth states = new EngineHealth();

    @Test
    void aStreamingEngineThatIsNotAskedIsNamed() {
        states.opened(Optional.of(streaming), List.of(link()), List.of());
        assertThat(states.recognition()).isEqualTo("ok");
        streaming.available = false;
        assertThat(states.recognition()).isEqualTo("given up for now: " + streaming.engine());
    }

    @Test
    void withoutAnAvailableEngineThatIsSaid() {
        states.opened(Optional.of(streaming), List.of(link()), List.of());
        streaming.available = false;
        breaker.failed("one");
        breaker.failed("two");
        assertThat(states.recognition()).startsWith("no engine answers: ").contains(streaming.engine(), linkName());
    }

    @Test
    void anEngineOfBothKindsCountsOnce() {
        states.opened(Optional.of(streaming), List.of(), List.of());
        streaming.available = false;
        assertThat(states.recognition()).isEqualTo("no engine answers: " + streaming.engine());
    }

    private RecognizerChain.Link link() {
        return new RecognizerChain.Link(new FakeRecognizer(), breaker, new RecognizerChain.Limits(1, 1, 1_000));
    }

    private static String linkName() {
        return new FakeRecognizer().engine();
    }
}

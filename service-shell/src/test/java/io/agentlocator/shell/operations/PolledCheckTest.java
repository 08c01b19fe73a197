package io.agentlocator.shell.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PolledCheckTest {

    private final AtomicLong nanos = new AtomicLong(-5);
    private final Queue<Runnable> started = new ArrayDeque<>();
    private final List<String> changes = new ArrayList<>();
    private PolledCheck.Question question = () -> "ok";
    private int asked;

    private final PolledCheck check = new PolledCheck(
            "vendor",
            () -> {
                asked++;
                return question.ask();
            },
            new PolledCheck.Pauses(Duration.ofMinutes(2), Duration.ofSeconds(15)),
            changes::add,
            nanos::get,
            started::add);

    @Test
    void theLastAnswerIsKnownWithoutWaiting() {
        assertThat(check.name()).isEqualTo("vendor");
        assertThat(check.state()).isEqualTo("not asked yet");
        assertThat(check.state()).as("while somebody asks").isEqualTo("not asked yet");
        assertThat(started).as("one asks at a time").hasSize(1);
        answer();
        assertThat(check.state()).isEqualTo("ok");
        assertThat(started).isEmpty();
        assertThat(changes).isEmpty();
    }

    @Test
    void anAnswerCountsForItsPause() {
        answer("ok");
        pass(Duration.ofSeconds(119));
        assertThat(started).isEmpty();
        pass(Duration.ofSeconds(1));
        answer("the key is refused");
        assertThat(check.state()).isEqualTo("the key is refused");
        pass(Duration.ofSeconds(14));
        assertThat(started).isEmpty();
        pass(Duration.ofSeconds(1));
        assertThat(started).hasSize(1);
    }

    @Test
    void eachChangeIsReportedOnce() {
        answer("refused");
        pass(Duration.ofSeconds(15));
        answer("refused");
        pass(Duration.ofSeconds(15));
        answer("ok");
        assertThat(changes).containsExactly("refused", "ok");
        assertThat(asked).isEqualTo(3);
    }

    @Test
    void aQuestionThatFailsIsNamedWithoutItsMessage() {
        question = () -> {
            throw new IllegalStateException("jdbc://user:secret@host");
        };
        check.state();
        answer();
        assertThat(check.state()).isEqualTo("cannot be asked: IllegalStateException");
        pass(Duration.ofSeconds(15));
        assertThat(started).as("it is asked again").hasSize(1);
    }

    private void answer(String text) {
        question = () -> text;
        check.state();
        answer();
    }

    private void answer() {
        started.remove().run();
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
        check.state();
    }
}

package io.agentlocator.dialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentlocator.dialog.ModelFailure.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class InOrderOfPreferenceTest {

    private final FakeModel first = new FakeModel();
    private final FakeModel second = new FakeModel().says("במקומו.");
    private final AtomicInteger tried = new AtomicInteger();
    private final AtomicLong nanos = new AtomicLong();
    private final List<Kind> failures = new ArrayList<>();
    private final InOrderOfPreference models = new InOrderOfPreference(
            (question, sentences) -> {
                tried.incrementAndGet();
                return first.answer(question, sentences);
            },
            second,
            nanos::get,
            (call, failure) -> failures.add(failure.kind()));

    private List<String> answer() throws Exception {
        var said = new ArrayList<String>();
        models.answer(new Step.Question("CA1", 1, 1, List.of(), List.of(), null), said::add);
        return said;
    }

    @Test
    void theFirstAnswersWhileItCan() throws Exception {
        assertThat(answer()).containsExactly("מצוין.", "באיזה אזור?");
    }

    @Test
    void theSecondAnswersInTheSameTurn() throws Exception {
        first.fails(Kind.TOO_SLOW);
        assertThat(answer()).containsExactly("במקומו.");
        assertThat(failures).containsExactly(Kind.TOO_SLOW);
    }

    @Test
    void afterAWordTheSecondWouldContradict() {
        first.says("מצוין.").fails(Kind.BROKEN_OFF);
        assertThatThrownBy(this::answer).isInstanceOf(ModelFailure.class);
    }

    @Test
    void anOutageIsTriedByOneCallAtATime() throws Exception {
        first.fails(Kind.UNREACHABLE);
        for (int call = 0; call < 10; call++) {
            assertThat(answer()).containsExactly("במקומו.");
        }
        assertThat(tried).hasValue(3);
        assertThat(models.resting()).isTrue();
        nanos.addAndGet(10_000_000_001L);
        answer();
        answer();
        assertThat(tried).hasValue(4);
    }

    @Test
    void aModelThatIsBackIsUsedAgain() throws Exception {
        first.fails(Kind.UNREACHABLE);
        for (int call = 0; call < 3; call++) {
            answer();
        }
        nanos.addAndGet(10_000_000_001L);
        first.recovers().says("חזרתי.");
        assertThat(answer()).containsExactly("חזרתי.");
        assertThat(answer()).containsExactly("חזרתי.");
        assertThat(models.resting()).isFalse();
    }
}

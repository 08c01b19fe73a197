package io.agentlocator.dialog.turns;

import io.agentlocator.dialog.LanguageModel;
import io.agentlocator.dialog.ModelFailure;
import io.agentlocator.dialog.ModelRequest;
import io.agentlocator.events.LeadAnswers;
import java.util.List;
import java.util.function.Consumer;

/** Answers what the test sets; by default "מצוין." and "באיזה אזור?". */
final class FakeModel implements LanguageModel {

    private List<String> sentences = List.of("מצוין.", "באיזה אזור?");
    private Ending ending = Ending.GOES_ON;
    private ModelFailure.Kind failure;
    private LeadAnswers noted = LeadAnswers.NONE;
    private String name = "fake";

    FakeModel called(String engine) {
        name = engine;
        return this;
    }

    FakeModel notes(LeadAnswers answers) {
        noted = answers;
        return this;
    }

    FakeModel says(String... words) {
        sentences = List.of(words);
        return this;
    }

    FakeModel ends(Ending how) {
        ending = how;
        return this;
    }

    /** Fails after its words; has none unless {@link #says} is called later. */
    FakeModel fails(ModelFailure.Kind kind) {
        if (sentences.size() == 2) {
            sentences = List.of();
        }
        failure = kind;
        return this;
    }

    FakeModel recovers() {
        failure = null;
        return this;
    }

    @Override
    public Done answer(ModelRequest question, Consumer<String> to) throws ModelFailure {
        sentences.forEach(to);
        if (failure != null) {
            throw new ModelFailure(failure, "set by the test");
        }
        return new Done(ending, noted, new Cost(name, 50, 7));
    }
}

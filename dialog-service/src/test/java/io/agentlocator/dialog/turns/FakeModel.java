package io.agentlocator.dialog.turns;

import io.agentlocator.dialog.LanguageModel;
import io.agentlocator.dialog.ModelFailure;
import io.agentlocator.dialog.ModelRequest;
import io.agentlocator.events.LeadAnswers;
import java.util.List;
import java.util.function.Consumer;

/** Says what the test wants; "מצוין." and "באיזה אזור?" unless told otherwise. */
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

    /** After its words, which are none unless {@link #says} was called last. */
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
            throw new ModelFailure(failure, "as the test wants");
        }
        return new Done(ending, noted, new Cost(name, 50, 7));
    }
}

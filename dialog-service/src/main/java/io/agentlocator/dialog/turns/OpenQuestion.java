package io.agentlocator.dialog.turns;

import io.agentlocator.dialog.CallFacts;
import io.agentlocator.dialog.FixedPhrases;
import org.jspecify.annotations.Nullable;

/** The agent's latest question, heard or not. Questions about the connection do not count, nor does the greeting's. */
final class OpenQuestion {

    private final FixedPhrases phrases;

    OpenQuestion(FixedPhrases phrases) {
        this.phrases = phrases;
    }

    /** @return null where there was none */
    @Nullable
    String in(CallFacts facts) {
        return facts.turns().reversed().stream()
                .flatMap(turn -> turn.sentences().reversed().stream())
                .filter(sentence -> sentence.endsWith("?") && !phrases.isAboutTheLine(sentence))
                .findFirst()
                .orElse(null);
    }

    /** @return "shall we go on?" where there was none */
    String orGoOn(CallFacts facts) {
        String question = in(facts);
        return question == null ? phrases.variant("goon", 0) : question;
    }

    /** @return the question of the greeting where there was none */
    String orGreeting(CallFacts facts) {
        String question = in(facts);
        return question == null ? phrases.variant("silent.greeting", 0) : question;
    }
}

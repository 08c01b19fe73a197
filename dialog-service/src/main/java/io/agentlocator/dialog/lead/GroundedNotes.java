package io.agentlocator.dialog.lead;

import io.agentlocator.dialog.hebrew.HebrewNumbers;
import io.agentlocator.dialog.hebrew.HebrewPhonetics;
import io.agentlocator.dialog.hebrew.HebrewText;
import io.agentlocator.events.LeadAnswers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps a language model's notes only where the caller's own words confirm them: a model also notes what was never said. */
public final class GroundedNotes {

    private GroundedNotes() {}

    /** Fills what the reading of the caller's words has left open. */
    public static LeadProgress fill(LeadProgress known, LeadAnswers noted, String callersWords) {
        LeadAnswers read = known.answers();
        List<String> words = HebrewText.words(callersWords);
        String sound = HebrewPhonetics.fold(HebrewText.line(callersWords));
        var answers = new LeadAnswers(
                read.intent() == null ? noted.intent() : read.intent(),
                read.area() == null ? said(noted.area(), sound) : read.area(),
                read.propertyType() == null ? said(noted.propertyType(), sound) : read.propertyType(),
                read.rooms() == null ? number(noted.rooms(), words) : read.rooms(),
                read.budgetIls() == null ? money(noted.budgetIls(), words) : read.budgetIls(),
                read.timing() == null ? said(noted.timing(), sound) : read.timing(),
                read.name() == null ? said(noted.name(), sound) : read.name(),
                read.phone());
        return new LeadProgress(answers, known.pending(), known.asked(), known.skipped(), known.confirmed());
    }

    /** A text all of whose words are in the caller's, by their sound. */
    private static @Nullable String said(@Nullable String noted, String sound) {
        if (noted == null || noted.isBlank()) {
            return null;
        }
        boolean all = HebrewText.words(noted).stream()
                .map(HebrewPhonetics::fold)
                .filter(word -> word.length() > 1)
                .allMatch(word -> sound.contains(word) || word.length() > 3 && sound.contains(word.substring(1)));
        return all ? noted : null;
    }

    private static @Nullable Double number(@Nullable Double noted, List<String> words) {
        return noted != null && HebrewNumbers.all(words).stream().anyMatch(number -> number.value() == noted)
                ? noted
                : null;
    }

    private static @Nullable Long money(@Nullable Long noted, List<String> words) {
        return noted != null
                        && HebrewNumbers.all(words).stream()
                                .anyMatch(number -> number.value() == noted
                                        || number.value() * 1000 == noted
                                        || number.value() * 1_000_000 == noted)
                ? noted
                : null;
    }
}

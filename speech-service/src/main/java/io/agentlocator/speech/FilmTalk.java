package io.agentlocator.speech;

import java.util.Set;

/**
 * What engines of the Whisper family say over silence and noise, because the films that they were trained with do; never said
 * to an agent on the telephone.
 */
public final class FilmTalk {

    private static final Set<String> SENTENCES = Set.of(
            "תודה על הצפייה",
            "תודה שצפיתם",
            "תודה רבה על הצפייה",
            "כתוביות",
            "כתוביות על ידי קהילת",
            "תרגום",
            "תורגם על ידי",
            "מוזיקה",
            "צחוק",
            "מחיאות כפיים");

    private FilmTalk() {}

    /** Whether this is all that was said. Marks and blanks do not matter. */
    public static boolean isAllOf(String text) {
        return SENTENCES.contains(text.replaceAll("[^א-ת ]", "").strip());
    }
}

package io.agentlocator.speech.roles;

import java.util.Set;

/**
 * Sentences that engines of the Whisper family produce from silence and noise because their training films contain them.
 * Nobody says them to an agent on the telephone.
 */
public final class Hallucinations {

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

    private Hallucinations() {}

    /** Whether the text is one of them and nothing else. Punctuation and blanks at the ends are ignored. */
    public static boolean isOnly(String text) {
        return SENTENCES.contains(text.replaceAll("[^א-ת ]", "").strip());
    }
}

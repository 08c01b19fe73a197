package io.agentlocator.hebrew;

/** Hebrew letters and the marks around them. */
final class Letters {

    /** One Hebrew letter with the nikud and cantillation that belong to it, as a part of a regular expression. */
    static final String LETTER = "[א-ת][\\u0591-\\u05BD\\u05BF\\u05C1\\u05C2\\u05C4\\u05C5\\u05C7]*";

    /** A character that continues a Hebrew word. */
    static final String IN_WORD = "[א-ת\\u0591-\\u05BD\\u05BF\\u05C1\\u05C2\\u05C4\\u05C5\\u05C7]";

    private static final String PREPOSITIONS = "בלמוכש";

    private Letters() {}

    static String withoutNikud(String word) {
        return word.replaceAll("[\\u0591-\\u05BD\\u05BF\\u05C1\\u05C2\\u05C4\\u05C5\\u05C7]", "");
    }

    static boolean startsWithPreposition(String word) {
        return PREPOSITIONS.indexOf(word.charAt(0)) >= 0;
    }
}

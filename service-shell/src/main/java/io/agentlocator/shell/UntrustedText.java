package io.agentlocator.shell;

/**
 * Makes foreign text safe for a log line: one line, without terminal codes and without characters that change the reading
 * direction, and of bounded length. Stateless.
 */
public final class UntrustedText {

    private static final int LONGEST = 200;

    private UntrustedText() {}

    /** {@code -} for null. */
    public static String inLog(@org.jspecify.annotations.Nullable CharSequence text) {
        return inLog(text, LONGEST);
    }

    /** @param longest in characters; a longer text is cut, and {@code …} and its full length are appended */
    public static String inLog(@org.jspecify.annotations.Nullable CharSequence text, int longest) {
        if (text == null) {
            return "-";
        }
        int length = text.length();
        int kept = Math.min(length, longest);
        if (kept < length && kept > 0 && Character.isHighSurrogate(text.charAt(kept - 1))) {
            kept--;
        }
        StringBuilder plain = null;
        for (int i = 0; i < kept; i++) {
            if (isHarmful(text, i)) {
                plain = plain == null ? new StringBuilder(kept + 16).append(text, 0, i) : plain;
                plain.append('\uFFFD');
            } else if (plain != null) {
                plain.append(text.charAt(i));
            }
        }
        String clean = plain == null ? text.subSequence(0, kept).toString() : plain.toString();
        return kept == length ? clean : clean + "…(" + length + ")";
    }

    /**
     * Control characters (C0, C1, DEL), the line and paragraph separators, all invisible format characters, among them
     * U+202A–E, U+2066–9 and U+FEFF, and unpaired surrogates.
     */
    private static boolean isHarmful(CharSequence text, int at) {
        char each = text.charAt(at);
        return switch (Character.getType(each)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED -> true;
            case Character.SURROGATE -> !paired(text, at) || isTag(text, at);
            default -> false;
        };
    }

    private static boolean paired(CharSequence text, int at) {
        char each = text.charAt(at);
        return Character.isHighSurrogate(each)
                ? at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1))
                : at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
    }

    /** Format characters beyond the basic plane, such as the tags U+E0000–7F, which are invisible and can carry text. */
    private static boolean isTag(CharSequence text, int at) {
        int start = Character.isHighSurrogate(text.charAt(at)) ? at : at - 1;
        return Character.getType(Character.codePointAt(text, start)) == Character.FORMAT;
    }
}

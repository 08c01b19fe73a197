package io.agentlocator.testbed.suite;

import java.text.Bidi;
import java.util.ArrayList;

/**
 * Right-to-left text for a terminal. Most terminals order it themselves when it is isolated from its line; for the
 * others {@code AGENTLOCATOR_BIDI=visual} makes this class order it.
 */
public final class Hebrew {

    private static final char RIGHT_TO_LEFT_ISOLATE = '\u2067';
    private static final char POP_ISOLATE = '\u2069';
    private static final boolean VISUAL = "visual".equals(System.getenv("AGENTLOCATOR_BIDI"));

    private Hebrew() {}

    public static String shown(String text) {
        return VISUAL ? visual(text) : RIGHT_TO_LEFT_ISOLATE + text + POP_ISOLATE;
    }

    /** The characters in visual order, from left to right. */
    static String visual(String text) {
        var bidi = new Bidi(text, Bidi.DIRECTION_RIGHT_TO_LEFT);
        int runs = bidi.getRunCount();
        var levels = new byte[runs];
        var pieces = new ArrayList<String>(runs);
        for (int run = 0; run < runs; run++) {
            levels[run] = (byte) bidi.getRunLevel(run);
            String piece = text.substring(bidi.getRunStart(run), bidi.getRunLimit(run));
            pieces.add(
                    (levels[run] & 1) == 1
                            ? new StringBuilder(mirrored(piece)).reverse().toString()
                            : piece);
        }
        Object[] ordered = pieces.toArray();
        Bidi.reorderVisually(levels, 0, ordered, 0, runs);
        var line = new StringBuilder(text.length());
        for (Object piece : ordered) {
            line.append(piece);
        }
        return line.toString();
    }

    private static String mirrored(String piece) {
        var mirror = new StringBuilder(piece.length());
        for (char c : piece.toCharArray()) {
            mirror.append(
                    switch (c) {
                        case '(' -> ')';
                        case ')' -> '(';
                        case '[' -> ']';
                        case ']' -> '[';
                        default -> c;
                    });
        }
        return mirror.toString();
    }
}

package io.agentlocator.speech.google;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Splits text at the vendor's limit of 5,000 bytes; a Hebrew letter has two. */
final class TextParts {

    static final int MAX_BYTES = 5_000;

    private TextParts() {}

    /** Splits after a sentence if possible, else between words, else between characters. */
    static List<String> of(String text) {
        var parts = new ArrayList<String>();
        var rest = text.strip();
        while (bytes(rest) > MAX_BYTES) {
            int fits = fitting(rest);
            int cut = lastOf(rest, ".!?", fits);
            if (cut <= 0) {
                cut = lastOf(rest, " ,;", fits);
            }
            if (cut <= 0) {
                cut = fits;
            }
            parts.add(rest.substring(0, cut).strip());
            rest = rest.substring(cut).strip();
        }
        if (!rest.isEmpty()) {
            parts.add(rest);
        }
        return parts;
    }

    private static int fitting(String text) {
        int bytes = 0;
        int at = 0;
        while (at < text.length()) {
            int point = text.codePointAt(at);
            bytes += bytes(Character.toString(point));
            if (bytes > MAX_BYTES) {
                break;
            }
            at += Character.charCount(point);
        }
        return at;
    }

    private static int lastOf(String text, String characters, int before) {
        for (int at = before - 1; at >= 0; at--) {
            if (characters.indexOf(text.charAt(at)) >= 0) {
                return at + 1;
            }
        }
        return -1;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}

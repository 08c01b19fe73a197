package io.agentlocator.speech.kokoro;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Cuts a sentence where a speaker may pause, so that its first words are heard while the rest is synthesised. */
final class Clauses {

    private static final Pattern PAUSE = Pattern.compile("(?<=[,;:.?!…])\\s+|\\s+[-–—]\\s+");

    /** The model speaks clauses of fewer characters without intonation. */
    private static final int SHORTEST = 12;

    /** Later clauses are longer: the caller hears the earlier ones while they are synthesised. */
    private static final int LATER = 60;

    private Clauses() {}

    /** A longer first clause is cut between words. */
    private static final int LONGEST_FIRST = 36;

    static List<String> of(String sentence) {
        var clauses = new ArrayList<String>();
        var clause = new StringBuilder();
        for (String part : PAUSE.split(sentence.strip())) {
            clause.append(clause.isEmpty() ? "" : " ").append(part);
            if (clause.length() >= (clauses.isEmpty() ? SHORTEST : LATER)) {
                clauses.add(clause.toString());
                clause.setLength(0);
            }
        }
        if (!clause.isEmpty()) {
            if (clause.length() < SHORTEST && !clauses.isEmpty()) {
                clauses.add(clauses.removeLast() + " " + clause);
            } else {
                clauses.add(clause.toString());
            }
        }
        if (!clauses.isEmpty() && clauses.getFirst().length() > LONGEST_FIRST) {
            String first = clauses.removeFirst();
            // Near the middle, so that neither part is too short.
            int cut = first.lastIndexOf(' ', Math.min(LONGEST_FIRST, first.length() / 2));
            if (cut >= SHORTEST) {
                clauses.addFirst(first.substring(cut + 1));
                clauses.addFirst(first.substring(0, cut));
            } else {
                clauses.addFirst(first);
            }
        }
        return clauses;
    }

    /** Whether a speaker may pause after this clause. */
    static boolean endsWithPause(String clause) {
        return ",;:.?!…".indexOf(clause.charAt(clause.length() - 1)) >= 0;
    }
}

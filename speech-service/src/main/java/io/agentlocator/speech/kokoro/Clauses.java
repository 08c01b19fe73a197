package io.agentlocator.speech.kokoro;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Cuts a sentence where a speaker may breathe, so that its first words are heard while the rest is made. */
final class Clauses {

    private static final Pattern BREATH = Pattern.compile("(?<=[,;:.?!…])\\s+|\\s+[-–—]\\s+");

    /** A clause of fewer characters has no melody of its own. */
    private static final int SHORTEST = 12;

    /** Later pieces are longer: there is sound to be heard while they are made. */
    private static final int LATER = 60;

    private Clauses() {}

    /** A first clause that is longer is cut between words. */
    private static final int LONGEST_FIRST = 36;

    static List<String> of(String sentence) {
        var clauses = new ArrayList<String>();
        var clause = new StringBuilder();
        for (String part : BREATH.split(sentence.strip())) {
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
            // In the middle, so that neither part is too short to be spoken well.
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

    /** Whether a speaker may breathe behind this clause. */
    static boolean breathes(String clause) {
        return ",;:.?!…".indexOf(clause.charAt(clause.length() - 1)) >= 0;
    }
}

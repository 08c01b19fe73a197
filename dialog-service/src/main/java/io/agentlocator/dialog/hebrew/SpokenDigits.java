package io.agentlocator.dialog.hebrew;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Digits of a telephone number as speakers say them: one by one, in groups (אפס חמישים, שלוש מאות ארבעים וחמש), or as numerals. */
final class SpokenDigits {

    private SpokenDigits() {}

    /** The runs of digits in the words, the longest first. A word that is no number ends a run. */
    static List<String> runs(List<String> words) {
        var runs = new ArrayList<String>();
        var run = new StringBuilder();
        for (int i = 0; i < words.size(); ) {
            String word = words.get(i);
            if (word.equals("פלוס") && run.isEmpty()) {
                run.append('+');
                i++;
                continue;
            }
            if (word.equals("מקף") || word.equals("קו") || word.equals("ואז") || word.equals("ו")) {
                i++;
                continue;
            }
            Group group = group(words, i);
            if (group == null) {
                flush(run, runs);
                i++;
            } else {
                run.append(group.digits());
                i = group.to();
            }
        }
        flush(run, runs);
        runs.sort((a, b) -> b.length() - a.length());
        return runs;
    }

    private record Group(String digits, int to) {}

    private static void flush(StringBuilder run, List<String> runs) {
        if (run.length() > 1) {
            runs.add(run.toString());
        }
        run.setLength(0);
    }

    private static @Nullable Group group(List<String> words, int index) {
        String word = words.get(index);
        if (word.matches("\\+?[\\d\\-]+")) {
            return new Group(word.replace("-", ""), index + 1);
        }
        String next = index + 1 < words.size() ? words.get(index + 1) : "";
        // "Double five"
        if (word.equals("פעמיים") || word.equals("כפול")) {
            Integer twice = HebrewNumbers.digit(next);
            return twice == null ? null : new Group(twice.toString() + twice, index + 2);
        }
        Integer unit = HebrewNumbers.digit(word);
        if (unit == null && word.startsWith("ו")) {
            unit = HebrewNumbers.digit(word.substring(1));
        }
        boolean teen = next.equals("עשרה") || next.equals("עשר");
        boolean hundreds = next.equals("מאות");
        if (unit != null && !teen && !hundreds) {
            return new Group(unit.toString(), index + 1);
        }
        HebrewNumbers.Found number = HebrewNumbers.at(words, index);
        if (number == null || !number.whole() || number.value() >= 10_000) {
            return null;
        }
        return new Group(Long.toString(Math.round(number.value())), number.to());
    }
}

package io.agentlocator.dialog.hebrew;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds localities and neighbourhoods in the caller's words, even where the recogniser misspelt them. A misspelling is
 * accepted only where it is small and no second place is as near: בית שמש must never become מצפה רמון.
 */
final class Places {

    /** A place, the index of its first word, and the index after its last. */
    record Found(String name, int from, int to) {}

    private static final double NEAR_LONG = 0.2;
    private static final double NEAR_SHORT = 0.13;
    /** Where no preposition announces a place: "בערך שבע" sounds like באר שבע and is no place. */
    private static final double NEAR_UNEXPECTED = 0.1;

    private static final double MARGIN = 0.06;
    private static final int LONGEST = 3;
    private static final Set<String> PREPOSITIONS =
            Set.of("באזור", "אזור", "בעיר", "בשכונת", "שכונת", "ליד", "סביבת", "בסביבות", "בסביבת", "איזור", "באיזור");

    private record Entry(String name, String folded, int words, boolean ordinary) {}

    private final List<Entry> entries;

    Places() {
        this(WordLists.read("places_he.txt"));
    }

    Places(List<String> lines) {
        var all = new ArrayList<Entry>();
        for (String line : lines) {
            String[] columns = line.split("\t", 2);
            String name = columns[0].strip();
            boolean ordinary = name.endsWith("*");
            String canonical = ordinary ? name.substring(0, name.length() - 1) : name;
            add(all, canonical, canonical, ordinary);
            if (columns.length > 1) {
                Arrays.stream(columns[1].split("\\|"))
                        .filter(alias -> !alias.isBlank())
                        .forEach(alias -> add(all, canonical, alias.strip(), ordinary));
            }
        }
        this.entries = List.copyOf(all);
    }

    private static void add(List<Entry> all, String name, String spoken, boolean ordinary) {
        List<String> words = HebrewText.words(spoken);
        all.add(new Entry(name, HebrewPhonetics.fold(String.join("", words)), words.size(), ordinary));
    }

    /**
     * The places in these words, in order.
     *
     * @param asked whether the agent has just asked for the area: then a bare, misspelt word counts too
     */
    List<Found> in(List<String> words, boolean asked) {
        var found = new ArrayList<Found>();
        for (int i = 0; i < words.size(); ) {
            Found place = at(words, i, asked);
            if (place == null) {
                i++;
            } else {
                found.add(place);
                i = place.to();
            }
        }
        return found;
    }

    private @Nullable Found at(List<String> words, int index, boolean asked) {
        boolean introduced = index > 0 && PREPOSITIONS.contains(words.get(index - 1));
        for (int length = Math.min(LONGEST, words.size() - index); length > 0; length--) {
            List<String> slice = words.subList(index, index + length);
            String first = slice.getFirst();
            String name = lookUp(slice, asked || introduced, length);
            if (name == null && first.length() > 2 && "בלמוהש".indexOf(first.charAt(0)) >= 0) {
                var bare = new ArrayList<>(slice);
                bare.set(0, first.substring(1));
                boolean preposition = "בלמ".indexOf(first.charAt(0)) >= 0;
                name = lookUp(bare, asked || introduced || preposition, length);
                if (name == null && preposition && first.length() > 3 && first.charAt(1) == 'ה') {
                    bare.set(0, first.substring(2));
                    name = lookUp(bare, true, length);
                }
            }
            if (name != null) {
                return new Found(name, index, index + length);
            }
        }
        return null;
    }

    private @Nullable String lookUp(List<String> slice, boolean expected, int length) {
        String folded = HebrewPhonetics.fold(String.join("", slice));
        for (Entry entry : entries) {
            if (entry.folded.equals(folded) && (expected || !entry.ordinary)) {
                return entry.name;
            }
        }
        // A single misspelt word counts only where a place is expected.
        return folded.length() < 4 || !expected && length < 2 ? null : nearest(folded, length, expected);
    }

    private @Nullable String nearest(String folded, int words, boolean expected) {
        Entry best = null;
        double bestDistance = Double.MAX_VALUE;
        double second = Double.MAX_VALUE;
        for (Entry entry : entries) {
            if (Math.abs(entry.words - words) > 1 || !sameBeginning(entry.folded, folded)) {
                continue;
            }
            double distance = HebrewPhonetics.distance(entry.folded, folded);
            if (distance < bestDistance) {
                if (best != null && !best.name.equals(entry.name)) {
                    second = bestDistance;
                }
                best = entry;
                bestDistance = distance;
            } else if (best == null || !best.name.equals(entry.name)) {
                second = Math.min(second, distance);
            }
        }
        double near = !expected ? NEAR_UNEXPECTED : folded.length() >= 6 ? NEAR_LONG : NEAR_SHORT;
        if (best == null || best.ordinary && !expected) {
            return null;
        }
        return bestDistance <= near && second - bestDistance >= MARGIN ? best.name : null;
    }

    private static boolean sameBeginning(String a, String b) {
        char x = a.charAt(0);
        char y = b.charAt(0);
        return x == y || "אהיו".indexOf(x) >= 0 && "אהיו".indexOf(y) >= 0;
    }
}

package io.agentlocator.testbed.suite.hebrew;

import io.agentlocator.hebrew.SpokenHebrew;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Scores written forms: {@code agentlocator hebrew spoken FILE…}.
 *
 * <p>A line is {@code written<TAB>acceptable spoken forms}, with {@code |} between the forms. A line {@code #: name}
 * begins a class, any other line that starts with {@code #} is a comment. Nikud, punctuation and spaces do not count
 * when a spoken form is compared.
 */
public final class SpokenForms {

    /** The files were read. */
    public static final int READ = 0;
    /** A file is missing or has a line of another form. */
    public static final int BAD_FILE = 2;

    /** One written form and what was said for it. */
    public record Case(String group, String written, List<String> expected, String spoken) {

        /** Whether the spoken form is one of the acceptable ones. */
        public boolean right() {
            var heard = comparable(spoken);
            return expected.stream().anyMatch(form -> comparable(form).equals(heard));
        }
    }

    private final SpokenHebrew hebrew = new SpokenHebrew();

    /**
     * Prints a table by class, every wrong case and, as the last line, {@code {"forms":{"right":…,"of":…}}}.
     *
     * @param files at least one file of cases
     * @return {@link #READ} whatever the score, {@link #BAD_FILE} with a message when a file cannot be read
     */
    public static int run(List<String> files, PrintStream out) {
        var cases = new ArrayList<Case>();
        var scorer = new SpokenForms();
        try {
            if (files.isEmpty()) {
                throw new IOException("no file given");
            }
            for (var file : files) {
                cases.addAll(scorer.cases(file, Files.readAllLines(Path.of(file), StandardCharsets.UTF_8)));
            }
        } catch (IOException | java.nio.file.InvalidPathException e) {
            out.println("cannot read the cases: " + e);
            return BAD_FILE;
        }
        print(cases, out);
        return READ;
    }

    /**
     * The cases of a file with what is said for them.
     *
     * @param name the file's name, for messages
     * @throws IOException naming the first line that has another form
     */
    public List<Case> cases(String name, List<String> lines) throws IOException {
        var cases = new ArrayList<Case>();
        var group = "all";
        int at = 0;
        for (var line : lines) {
            at++;
            if (line.startsWith("#:")) {
                group = line.substring(2).strip();
            } else if (!line.isBlank() && !line.startsWith("#")) {
                var cells = line.split("\t", -1);
                if (cells.length != 2 || cells[0].isBlank() || cells[1].isBlank()) {
                    throw new IOException(name + " line " + at + ": expected written<TAB>spoken|spoken");
                }
                var expected = List.of(cells[1].split("\\|"));
                cases.add(new Case(group, cells[0], expected, hebrew.speakable(cells[0])));
            }
        }
        return cases;
    }

    private static void print(List<Case> cases, PrintStream out) {
        Map<String, int[]> groups = new LinkedHashMap<>();
        int right = 0;
        for (var one : cases) {
            var counts = groups.computeIfAbsent(one.group(), group -> new int[2]);
            counts[1]++;
            if (one.right()) {
                counts[0]++;
                right++;
            } else {
                out.printf(
                        "%s: %s%n  expected %s%n  got      %s%n",
                        one.group(), one.written(), String.join(" | ", one.expected()), one.spoken());
            }
        }
        groups.forEach((group, counts) -> out.printf("%-12s %4d of %4d%n", group, counts[0], counts[1]));
        out.printf("{\"forms\":{\"right\":%d,\"of\":%d}}%n", right, cases.size());
    }

    private static String comparable(String text) {
        return text.replaceAll("[\\u0591-\\u05C7]", "")
                .replaceAll("[^\\p{L}\\p{N}'׳]+", " ")
                .strip();
    }
}

package io.agentlocator.testbed.suite.hebrew;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpokenFormsTest {

    private static final double FLOOR = 0.99;

    /** The first set was looked at while the rules were written, the second is only run. */
    @ParameterizedTest
    @ValueSource(strings = {"spoken-looked-at.tsv", "spoken-run.tsv"})
    void theFloorIsHeld(String file) throws IOException {
        var lines = Files.readAllLines(Path.of("src/test/resources/hebrew", file), StandardCharsets.UTF_8);
        var cases = new SpokenForms().cases(file, lines);
        var wrong = cases.stream().filter(one -> !one.right()).toList();

        assertThat(cases).hasSizeGreaterThan(350);
        assertThat(cases.size() - wrong.size()).as("wrong: %s", wrong).isGreaterThanOrEqualTo((int)
                Math.ceil(FLOOR * cases.size()));
    }

    @Test
    void printsATableWrongCasesAndOneJsonObjectLast(@TempDir Path folder) throws IOException {
        var file = Files.writeString(
                folder.resolve("cases.tsv"), "# ours\n#: count\n3 חדרים\tשלושה חדרים\n3 דירות\tשלושה דירות|שלוש\n");
        var out = new ByteArrayOutputStream();

        assertThat(SpokenForms.run(List.of(file.toString()), print(out))).isEqualTo(SpokenForms.READ);

        assertThat(out.toString(StandardCharsets.UTF_8).lines().toList())
                .contains("count: 3 דירות", "  expected שלושה דירות | שלוש", "  got      שלוש דירות")
                .anySatisfy(line -> assertThat(line).matches("count +1 of +2"))
                .last()
                .isEqualTo("{\"forms\":{\"right\":1,\"of\":2}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3 חדרים", "3 חדרים\t", "\tשלושה חדרים", "a\tb\tc"})
    void aLineOfAnotherFormIsNamed(String line, @TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("cases.tsv"), "# ours\n" + line + "\n");
        var out = new ByteArrayOutputStream();

        assertThat(SpokenForms.run(List.of(file.toString()), print(out))).isEqualTo(SpokenForms.BAD_FILE);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("line 2");
    }

    @Test
    void aMissingFileIsBad() {
        var out = new ByteArrayOutputStream();
        assertThat(SpokenForms.run(List.of("no-such-file.tsv"), print(out))).isEqualTo(SpokenForms.BAD_FILE);
        assertThat(SpokenForms.run(List.of(), print(out))).isEqualTo(SpokenForms.BAD_FILE);
    }

    private static PrintStream print(ByteArrayOutputStream out) {
        return new PrintStream(out, true, StandardCharsets.UTF_8);
    }
}

package io.agentlocator.gonogo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The report's sentences in both languages, against the code that uses them. */
class WordsTest {

    private static final ResourceBundle ENGLISH = Words.bundle(Locale.ENGLISH);
    private static final ResourceBundle HEBREW = Words.bundle(Locale.forLanguageTag("he"));
    private static final Pattern SAID = Pattern.compile(
            "(?:Words\\.of|passed|because)\\(\\s*(?:\\w+ \\? )?\"([a-z0-9_.-]+)\"(?: : \"([a-z0-9_.-]+)\")?");

    @Test
    void everySentenceIsThereInBothLanguagesWithTheSameGapsAndIsSaid() throws IOException {
        var said = new TreeSet<String>();
        try (Stream<Path> sources = Files.list(Path.of("src/main/java/io/agentlocator/gonogo"))) {
            for (Path source : sources.toList()) {
                SAID.matcher(Files.readString(source)).results().forEach(one -> {
                    said.add("finding." + one.group(1));
                    if (one.group(2) != null) {
                        said.add("finding." + one.group(2));
                    }
                });
            }
        }
        for (ResourceBundle bundle : List.of(ENGLISH, HEBREW)) {
            assertThat(bundle.keySet().stream().filter(key -> key.startsWith("finding.")))
                    .containsExactlyInAnyOrderElementsOf(said);
        }
        said.forEach(key -> assertThat(gaps(HEBREW, key)).as(key).isEqualTo(gaps(ENGLISH, key)));
    }

    @Test
    void anAddressDoesNotTurnTheHebrewAroundIt() {
        var words = Words.of("number.good", "+9*****21");
        assertThat(words.in(HEBREW)).isEqualTo("\u2068+9*****21\u2069 מוביל לכאן");
        assertThat(Words.all(List.of(words, words)).in(ENGLISH))
                .isEqualTo("+9*****21 leads here; +9*****21 leads here");
    }

    private static int gaps(ResourceBundle bundle, String key) {
        return new MessageFormat(bundle.getString(key)).getFormatsByArgumentIndex().length;
    }
}

package io.agentlocator.speech.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskPhrasesTest {

    @TempDir
    Path directory;

    private final List<String> failures = new ArrayList<>();

    @Test
    void lastingPhrasesSurviveTheProcess() {
        phrases(1000).keep("a", "בע״מ", new byte[] {1, 2});
        assertThat(phrases(1000).find("a", "בע״מ")).hasValue(new byte[] {1, 2});
        assertThat(phrases(1000).find("b", "בע״מ")).as("another voice").isEmpty();
    }

    @Test
    void aCallersOwnSentenceStaysInMemory() throws Exception {
        var phrases = phrases(1000);
        phrases.keep("a", "שלום לדנה", new byte[] {1, 2});
        assertThat(phrases.find("a", "שלום לדנה")).isPresent();
        assertThat(phrases(1000).find("a", "שלום לדנה")).isEmpty();
        try (var files = Files.list(directory)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void theLeastRecentlyUsedIsDroppedFirst() {
        var phrases = phrases(25);
        phrases.keep("a", "1", new byte[10]);
        phrases.keep("a", "2", new byte[10]);
        phrases.find("a", "1");
        phrases.keep("a", "3", new byte[10]);
        assertThat(phrases.find("a", "1")).isPresent();
        assertThat(phrases.find("a", "2")).isEmpty();
        assertThat(phrases.find("a", "3")).isPresent();
    }

    @Test
    void aBrokenDiskIsReportedAndSurvived() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "x");
        var phrases = new DiskPhrases(file.resolve("below"), 1000, (engine, text) -> true, failures::add);
        phrases.keep("a", "1", new byte[] {1});
        assertThat(phrases.find("a", "1")).isPresent();
        assertThat(failures).hasSize(1);
    }

    private DiskPhrases phrases(long maxBytes) {
        return new DiskPhrases(directory, maxBytes, (engine, text) -> text.contains("בע״מ"), failures::add);
    }
}

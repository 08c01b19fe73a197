package io.agentlocator.speech.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FixedPromptsTest {

    @TempDir
    Path directory;

    @Test
    void theAgentsFixedSentencesAreInTheService() throws Exception {
        assertThat(FixedPrompts.read(Optional.empty()))
                .hasSizeGreaterThan(20)
                .contains("מחפשים לקנות או לשכור?")
                .noneMatch(prompt -> prompt.contains("\t") || prompt.contains("{") || prompt.startsWith("#"));
    }

    @Test
    void aFileMayHaveKeysCommentsAndPlaceholders() throws Exception {
        Path file = Files.writeString(
                directory.resolve("prompts.txt"),
                "# remark\n\nhello\tשלום, כאן {business}.\nbye.1\tיום נעים.\nצה״ל ובע״מ\nbye.2\tיום נעים.\n");
        assertThat(FixedPrompts.read(Optional.of(file))).containsExactly("יום נעים.", "צה״ל ובע״מ");
    }
}

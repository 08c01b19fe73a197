package io.agentlocator.speech.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The agent's fixed sentences, one per line. A line may begin with a key and a tab; lines that begin with # are comments. Lines
 * with a {placeholder} are left out: their sentence is known only during a call.
 */
final class FixedPrompts {

    private FixedPrompts() {}

    /** @param file replaces the service's own file */
    static List<String> read(Optional<Path> file) throws IOException {
        String all;
        if (file.isPresent()) {
            all = Files.readString(file.get());
        } else {
            try (InputStream in = FixedPrompts.class.getResourceAsStream("/prompts_he.txt")) {
                if (in == null) {
                    throw new IOException("the service's prompts are missing");
                }
                all = new String(in.readAllBytes(), UTF_8);
            }
        }
        return all.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#") && line.indexOf('{') < 0)
                .map(line -> line.substring(line.lastIndexOf('\t') + 1))
                .distinct()
                .toList();
    }
}

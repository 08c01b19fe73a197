package io.agentlocator.testbed.suite.vendors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Runs the check of speech-service, which speaks a sentence with each of its vendors and recognises it: the same code as on
 * calls is checked.
 */
final class SpeechCheck {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_SECONDS = 90;
    private static final String MAIN = "io.agentlocator.speech.app.VendorCheck";

    private final Path root;
    private final Surroundings surroundings;

    SpeechCheck(Path root, Surroundings surroundings) {
        this.root = root;
        this.surroundings = surroundings;
    }

    List<VendorFinding> findings() throws InterruptedException {
        Path app = root.resolve("speech-service/target/quarkus-app");
        if (!Files.isDirectory(app)) {
            return List.of(
                    VendorFinding.failed("speech", "speech-service is not built: " + app, new LinkedHashMap<>()));
        }
        String classpath = String.join(File.pathSeparator, app + "/app/*", app + "/lib/main/*", app + "/lib/boot/*");
        var command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dfile.encoding=UTF-8",
                "-Dstdout.encoding=UTF-8",
                "-cp",
                classpath,
                MAIN);
        try {
            var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
            builder.environment().clear();
            builder.environment().putAll(surroundings.variables());
            Process process = builder.start();
            var output = new ArrayList<String>();
            var reader = Thread.ofVirtual().start(() -> {
                try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
                    lines.lines().forEach(output::add);
                } catch (IOException e) {
                    // The exit code of the process is checked below.
                }
            });
            if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return List.of(failed("no answer within " + MOST_SECONDS + " s"));
            }
            reader.join();
            return output.isEmpty() ? List.of(failed("it ended with " + process.exitValue())) : read(output.getLast());
        } catch (IOException e) {
            return List.of(failed(String.valueOf(e)));
        }
    }

    private static List<VendorFinding> read(String document) {
        var findings = new ArrayList<VendorFinding>();
        try {
            for (JsonNode check : JSON.readTree(document).path("checks")) {
                var facts = new LinkedHashMap<String, String>();
                check.path("facts")
                        .properties()
                        .forEach(
                                fact -> facts.put(fact.getKey(), fact.getValue().asText()));
                findings.add(new VendorFinding(
                        check.path("vendor").asText(),
                        VendorFinding.State.valueOf(
                                check.path("state").asText("failed").toUpperCase(Locale.ROOT)),
                        check.path("problem").asText(""),
                        facts));
            }
        } catch (IOException | IllegalArgumentException e) {
            return List.of(failed("its answer cannot be read: " + e.getMessage()));
        }
        return findings.isEmpty() ? List.of(failed("it found nothing to check")) : findings;
    }

    private static VendorFinding failed(String why) {
        return VendorFinding.failed("speech", "speech-service's own check: " + why, new LinkedHashMap<>());
    }
}

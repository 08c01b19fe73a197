package io.agentlocator.deploy;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Renders the chart. */
final class Chart {

    static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    static final Path DIRECTORY = ROOT.resolve("deploy/helm/agentlocator");
    /** The one secret that all secret values come from. */
    static final String SECRET = "agentlocator";

    static final String NAMESPACE = "calls";

    private static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
            // Some readers refuse a key that is there twice, others drop one.
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build());

    /** Values without a default. */
    private static final Map<String, String> NEEDED = Map.of(
            "image.tag", "0123456789abcdef0123456789abcdef01234567",
            "publicHost", "voice.example.com",
            "existingSecret", SECRET,
            // Helm leaves hooks out of what it renders, so the job is rendered as a plain one.
            "topics.job.hook", "false",
            "kafka.bootstrapServers", "kafka-0.kafka:9092,kafka-1.kafka:9092");

    private Chart() {}

    static String rendered(Map<String, String> values) {
        var all = new TreeMap<>(NEEDED);
        all.putAll(values);
        var command = new Helm(DIRECTORY).template().withName("voice").withNamespace(NAMESPACE);
        all.forEach(command::set);
        return command.call();
    }

    /** With a file of values, in which a number is not what it is on the command line. */
    static String renderedWith(String file) {
        try {
            Path values = Files.createTempFile("values", ".yaml");
            Files.writeString(values, file);
            var command = new Helm(DIRECTORY)
                    .template()
                    .withName("voice")
                    .withNamespace(NAMESPACE)
                    .withValuesFile(values);
            NEEDED.forEach(command::set);
            String rendered = command.call();
            Files.delete(values);
            return rendered;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<JsonNode> objects(String rendered) throws IOException {
        List<JsonNode> objects = new ArrayList<>();
        try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(rendered)) {
            while (documents.hasNext()) {
                JsonNode object = documents.next();
                if (object != null && object.isObject()) {
                    objects.add(object);
                }
            }
        }
        return objects;
    }

    static List<JsonNode> ofKind(List<JsonNode> objects, String kind) {
        return objects.stream()
                .filter(object -> object.path("kind").asText().equals(kind))
                .toList();
    }

    static JsonNode read(String yaml) throws IOException {
        return YAML.readTree(yaml);
    }
}

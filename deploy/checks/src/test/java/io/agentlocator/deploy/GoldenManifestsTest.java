package io.agentlocator.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the chart renders for each profile of planted.yaml, against {@code golden/}: the standard profile as a whole, the
 * others by what they add to it and take from it. After an intended change run this test with {@code
 * -Dgolden.renew=true} and read the difference that Git shows.
 */
class GoldenManifestsTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final String STANDARD = "standard";

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.agentlocator.deploy.Planted#profiles")
    void aProfileRendersAsItsGoldenManifest(String profile) throws IOException {
        String rendered = profile.equals(STANDARD) ? Planted.rendered(STANDARD) : difference(profile);
        Path golden = GOLDEN.resolve(profile.equals(STANDARD) ? "standard.yaml" : profile + ".diff");
        if (Boolean.getBoolean("golden.renew")) {
            Files.writeString(golden, rendered);
        }
        assertThat(rendered).isEqualTo(Files.readString(golden));
    }

    private static String difference(String profile) throws IOException {
        Set<String> standard = lines(STANDARD);
        Set<String> own = lines(profile);
        var difference = new TreeSet<String>();
        standard.stream().filter(line -> !own.contains(line)).forEach(line -> difference.add(line + "  -"));
        own.stream().filter(line -> !standard.contains(line)).forEach(line -> difference.add(line + "  +"));
        return String.join("\n", difference) + "\n";
    }

    /** A line for each value of each object, with the object and the path to it. */
    private static Set<String> lines(String profile) throws IOException {
        var lines = new TreeSet<String>();
        for (JsonNode object : Chart.objects(Planted.rendered(profile))) {
            // The name of this job ends in a digest of its pod.
            String name = object.at("/metadata/name").asText().replaceFirst("^(voice-topics)-.*", "$1");
            flatten(object.path("kind").asText() + "/" + name + " ", object, lines);
        }
        return lines;
    }

    private static void flatten(String place, JsonNode value, Set<String> lines) {
        if (value.isObject() && !value.isEmpty()) {
            value.properties().forEach(field -> flatten(place + "/" + field.getKey(), field.getValue(), lines));
        } else if (value.isArray() && !value.isEmpty()) {
            for (int i = 0; i < value.size(); i++) {
                String key = Stream.of("name", "path", "key")
                        .map(value.path(i)::path)
                        .filter(JsonNode::isTextual)
                        .map(JsonNode::asText)
                        .findFirst()
                        .orElse(String.valueOf(i));
                flatten(place + "/" + key, value.path(i), lines);
            }
        } else if (value.isTextual() && value.asText().contains("\n")) {
            List.of(value.asText().split("\n")).forEach(line -> lines.add(place + " | " + line));
        } else {
            lines.add(place + ": " + value);
        }
    }
}

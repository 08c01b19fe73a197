package io.agentlocator.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentlocator.deploy.Mistakes.Mistake;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every check finds the mistakes that planted.yaml has for it, and nothing where there is none. */
class PlantedTest {

    private static final String COMPOSE = "deploy/compose.yaml";
    private static final String EXAMPLE = "deploy/.env.example";
    private static final String TOPICS = "deploy/topics.sh";

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.agentlocator.deploy.Planted#profiles")
    void aProfileHasNoOtherMistakesThanItsOwn(String profile) throws IOException {
        var own = rows("planted", profile)
                .filter(row -> !row.has("in"))
                .map(row -> row.path("finds").asText());
        assertThat(Mistakes.in(Chart.objects(Planted.rendered(profile))))
                .extracting(Mistake::id)
                .containsExactlyInAnyOrderElementsOf(own.toList());
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("planted")
    void aPlantedMistakeIsFound(String profile, JsonNode row) throws IOException {
        assertFound(Mistakes.in(Planted.in(Planted.rendered(profile), row)), row);
    }

    static Stream<Arguments> planted() {
        return Planted.profiles().stream()
                .flatMap(profile -> rows("planted", profile).map(row -> Arguments.of(profile, row)));
    }

    /** In texts that are not rendered objects {@code of} is replaced by {@code by}. */
    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("replaced")
    void aMistakeInATextIsFound(String file, JsonNode row) throws IOException {
        assertFound(
                switch (file) {
                    case COMPOSE -> Compose.mistakes(replaced(text(COMPOSE), row), text(EXAMPLE));
                    case EXAMPLE -> Compose.mistakes(text(COMPOSE), replaced(text(EXAMPLE), row));
                    case TOPICS -> topics(replaced(text(TOPICS), row));
                    case "topics-job" -> {
                        String rendered = Planted.rendered("standard");
                        int job = rendered.indexOf("kind: Job");
                        yield Mistakes.in(
                                Chart.objects(rendered.substring(0, job) + replaced(rendered.substring(job), row)));
                    }
                    default -> throw new IllegalArgumentException(file);
                },
                row);
    }

    static Stream<Arguments> replaced() {
        return Planted.part("replaced").properties().stream()
                .flatMap(file -> rows("replaced", file.getKey()).map(row -> Arguments.of(file.getKey(), row)));
    }

    /** The schema of the values or the chart itself refuses the value; the message names the setting. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void nonsenseIsRefused(JsonNode row) {
        String named = row.path("names").asText();
        var values = Planted.values(row.<ObjectNode>deepCopy().without("names"));
        assertThatThrownBy(() -> Chart.rendered(values)).satisfies(refused -> {
            if (!named.isEmpty()) {
                assertThat(refused).hasMessageContaining(named);
                return;
            }
            var parts = Stream.of(values.keySet().iterator().next().split("[.\\[\\]]+"))
                    .filter(part -> !part.matches("\\d+"))
                    .toList();
            assertThat(refused).hasMessageContaining("specifications of the schema");
            // The schema names what is wrong, or what it is a part of.
            assertThat(refused.getMessage()).containsAnyOf(parts.getLast(), parts.get(Math.max(0, parts.size() - 2)));
        });
    }

    static Stream<JsonNode> refused() {
        return StreamSupport.stream(Planted.part("refused").spliterator(), false);
    }

    private static Stream<JsonNode> rows(String part, String name) {
        return StreamSupport.stream(Planted.part(part).path(name).spliterator(), false);
    }

    private static void assertFound(Set<Mistake> found, JsonNode row) {
        String wanted = row.path("finds").asText();
        assertThat(found)
                .extracting(mistake -> mistake.id().replaceAll("voice-topics-[0-9a-f-]+", "voice-topics-*"))
                .contains(wanted);
    }

    private static Set<Mistake> topics(String script) {
        var wrong = new Mistakes();
        Topics.script(script, wrong);
        return wrong.all();
    }

    private static String replaced(String text, JsonNode row) {
        assertThat(text).contains(row.path("of").asText());
        return text.replace(row.path("of").asText(), row.path("by").asText());
    }

    private static String text(String file) throws IOException {
        return Files.readString(Chart.ROOT.resolve(file));
    }
}

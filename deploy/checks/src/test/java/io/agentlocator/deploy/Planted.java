package io.agentlocator.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A rendered chart with one mistake in it. */
final class Planted {

    private Planted() {}

    /**
     * The checks must name it.
     *
     * @param values of the chart
     * @param finding a part of the sentence that says what is wrong
     */
    static void isFound(Map<String, String> values, String object, String place, @Nullable String value, String finding)
            throws IOException {
        assertThat(Findings.of(in(Chart.rendered(values), object, place, value)))
                .anyMatch(found -> found.contains(finding));
    }

    /**
     * @param object kind and name; {@code *} is a part that cannot be told
     * @param place names and numbers with slashes between them; {@code name=x} is the element that is called so, {@code +}
     *     a new one; {@code ~1} is a slash
     * @param value in YAML; null takes away what is there
     */
    static List<JsonNode> in(String rendered, String object, String place, @Nullable String value) throws IOException {
        List<JsonNode> objects = Chart.objects(rendered);
        JsonNode part = objects.stream()
                .filter(one -> (one.path("kind").asText() + "/"
                                + one.at("/metadata/name").asText())
                        .matches(object.replace("*", "[a-z0-9-]+")))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no " + object));
        String[] steps = place.split("/");
        for (int i = 0; i < steps.length - 1; i++) {
            part = part instanceof ArrayNode several
                    ? several.path(index(several, steps[i]))
                    : part.path(name(steps[i]));
            if (part.isMissingNode()) {
                throw new IllegalArgumentException("there is no " + steps[i] + " on the way to " + place);
            }
        }
        String last = steps[steps.length - 1];
        JsonNode before = part.deepCopy();
        if (part instanceof ArrayNode several) {
            if (last.equals("+") && value != null) {
                several.add(Chart.read(value));
            } else if (value == null) {
                several.remove(index(several, last));
            } else {
                several.set(index(several, last), Chart.read(value));
            }
        } else if (part instanceof ObjectNode whole) {
            if (value == null) {
                whole.remove(name(last));
            } else {
                whole.set(name(last), Chart.read(value));
            }
        }
        if (part.equals(before)) {
            throw new IllegalArgumentException("nothing has changed at " + place);
        }
        return objects;
    }

    private static String name(String step) {
        return step.replace("~1", "/");
    }

    private static int index(ArrayNode several, String step) {
        if (!step.contains("=")) {
            return Integer.parseInt(step);
        }
        String[] sought = step.split("=", 2);
        return IntStream.range(0, several.size())
                .filter(i -> several.path(i).path(sought[0]).asText().equals(name(sought[1])))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no " + step));
    }
}

package io.agentlocator.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/** Reads the profiles and mistakes of planted.yaml, and puts a mistake into the rendered chart. */
final class Planted {

    private static final JsonNode FILE = file();
    private static final Map<String, String> RENDERED = new ConcurrentHashMap<>();

    private Planted() {}

    private static JsonNode file() {
        try (InputStream file = Objects.requireNonNull(Planted.class.getResourceAsStream("/planted.yaml"))) {
            return Chart.read(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode part(String name) {
        return FILE.path(name);
    }

    /** The names of the profiles, in the order of the file. */
    static Collection<String> profiles() {
        return FILE.path("profiles").properties().stream()
                .map(Map.Entry::getKey)
                .toList();
    }

    /** What the chart renders for a profile. */
    static String rendered(String profile) {
        return RENDERED.computeIfAbsent(profile, name -> {
            JsonNode values = FILE.at("/profiles/" + name);
            // Values with a structure are handed over in a file, in which a number is not what it is on the command
            // line.
            return values.valueStream().anyMatch(JsonNode::isContainerNode)
                    ? Chart.renderedWith(values.toString())
                    : Chart.rendered(values(values));
        });
    }

    static Map<String, String> values(JsonNode settings) {
        var values = new TreeMap<String, String>();
        settings.properties()
                .forEach(setting ->
                        values.put(setting.getKey(), setting.getValue().asText()));
        return values;
    }

    /**
     * The objects of a rendered chart with one mistake in them.
     *
     * @param row {@code in}: kind and name of the object, {@code *} for a part that depends on the values; {@code at}:
     *     names and numbers with slashes between them, {@code name=x} for the element of that name, {@code +} for a new
     *     one, {@code ~1} for a slash; {@code put}: the value, without it what is there is removed
     */
    static List<JsonNode> in(String rendered, JsonNode row) throws IOException {
        List<JsonNode> objects = Chart.objects(rendered);
        if (!row.has("in")) {
            return objects;
        }
        String object = row.path("in").asText();
        String place = row.path("at").asText();
        JsonNode value = row.get("put");
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
            if (value == null) {
                several.remove(index(several, last));
            } else if (last.equals("+")) {
                several.add(value);
            } else {
                several.set(index(several, last), value);
            }
        } else if (part instanceof ObjectNode whole) {
            if (value == null) {
                whole.remove(name(last));
            } else {
                whole.set(name(last), value);
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

package io.agentlocator.testbed.phone;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads scenarios from YAML. An unknown key of a step or of {@code after} is an error, so that a typing mistake is found. */
public final class ScenarioReader {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Set<String> LINES = Set.of("says", "clip", "digits", "silence", "hangsUp");
    private static final Pattern DURATION = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(ms|s|m)");

    private ScenarioReader() {}

    /** Clips are relative to the file's directory. */
    public static Scenario read(Path file) throws IOException {
        Path directory = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(Path.of("."));
        return read(Files.readString(file), directory);
    }

    /** @throws IllegalArgumentException when the text is no scenario, with what is wrong and where */
    public static Scenario read(String yaml, Path directory) {
        Map<String, Object> raw = parse(yaml);
        String name = String.valueOf(raw.getOrDefault("name", ""));
        if (name.isEmpty()) throw new IllegalArgumentException("a scenario needs a name");
        List<ScenarioStep> steps = new ArrayList<>();
        for (Map<String, Object> step : maps(raw.get("caller"), name + ": caller")) {
            steps.add(step(step, directory, name + ": line " + (steps.size() + 1)));
        }
        return new Scenario(
                name,
                text(raw, "from"),
                text(raw, "to"),
                patience(raw, name),
                List.copyOf(steps),
                maps(raw.get("expect"), name + ": expect"),
                raw);
    }

    /** {@code 600ms}, {@code 1.5s}, {@code 2m}. */
    public static Duration duration(Object text) {
        Matcher matcher = DURATION.matcher(String.valueOf(text).strip());
        if (!matcher.matches()) throw new IllegalArgumentException("not a duration such as 600ms or 5s: " + text);
        double number = Double.parseDouble(matcher.group(1));
        double millis = switch (matcher.group(2)) {
            case "ms" -> number;
            case "s" -> number * 1000;
            default -> number * 60_000;
        };
        return Duration.ofMillis(Math.round(millis));
    }

    private static ScenarioStep step(Map<String, Object> step, Path directory, String where) {
        List<String> lines = step.keySet().stream().filter(LINES::contains).toList();
        List<String> unknown = step.keySet().stream()
                .filter(key -> !LINES.contains(key) && !key.equals("after"))
                .toList();
        if (lines.size() != 1 || !unknown.isEmpty()) {
            throw new IllegalArgumentException(where + ": one of " + LINES + " expected, found " + step.keySet());
        }
        String kind = lines.getFirst();
        String value = String.valueOf(step.get(kind));
        CallerAction line = switch (kind) {
            case "says" -> new CallerAction.Says(value);
            case "clip" -> new CallerAction.Clip(directory.resolve(value));
            case "digits" -> new CallerAction.Digits(value);
            case "silence" -> new CallerAction.Silence(duration(value));
            default -> new CallerAction.HangsUp();
        };
        boolean waits = line instanceof CallerAction.Silence;
        return new ScenarioStep(line, after(step.get("after"), waits ? After.nothing() : After.agentFinished(), where));
    }

    private static After after(@Nullable Object value, After otherwise, String where) {
        if (value == null) return otherwise;
        if (!(value instanceof Map<?, ?> map) || !Set.of("heard", "delay").containsAll(map.keySet())) {
            throw new IllegalArgumentException(where + ": after takes heard and delay, found " + value);
        }
        Object heard = map.get("heard");
        Object delay = map.get("delay");
        After.Moment moment = heard == null ? After.Moment.NOTHING : moment(String.valueOf(heard), where);
        return new After(moment, delay == null ? Duration.ZERO : duration(delay));
    }

    private static After.Moment moment(String heard, String where) {
        try {
            return After.Moment.valueOf(heard.toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(where + ": heard: " + heard, e);
        }
    }

    private static Patience patience(Map<String, Object> raw, String name) {
        Patience patience = Patience.usual();
        List<Map<String, Object>> given =
                raw.get("patience") == null ? List.of() : maps(List.of(raw.get("patience")), name + ": patience");
        for (Map<String, Object> entry : given) {
            for (Map.Entry<String, Object> each : entry.entrySet()) {
                Duration length = duration(each.getValue());
                patience = switch (each.getKey()) {
                    case "sure" -> patience.withSure(length);
                    case "awaiting" -> patience.withAwaiting(length);
                    case "lingering" -> patience.withLingering(length);
                    case "longest" -> patience.withLongest(length);
                    default -> throw new IllegalArgumentException(name + ": patience: " + each.getKey());
                };
            }
        }
        return patience;
    }

    private static Optional<String> text(Map<String, Object> raw, String key) {
        return Optional.ofNullable(raw.get(key)).map(String::valueOf);
    }

    private static List<Map<String, Object>> maps(@Nullable Object value, String where) {
        if (value == null) return List.of();
        try {
            return List.copyOf(YAML.convertValue(value, new TypeReference<List<Map<String, Object>>>() {}));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(where + " is not a list of maps", e);
        }
    }

    private static Map<String, Object> parse(String yaml) {
        try {
            return YAML.readValue(yaml, new TypeReference<Map<String, Object>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not YAML: " + e.getOriginalMessage(), e);
        }
    }
}

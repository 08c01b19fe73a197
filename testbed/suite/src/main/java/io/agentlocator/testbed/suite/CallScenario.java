package io.agentlocator.testbed.suite;

import io.agentlocator.testbed.phone.CallerAction;
import io.agentlocator.testbed.phone.Scenario;
import io.agentlocator.testbed.phone.ScenarioReader;
import io.agentlocator.testbed.phone.ScenarioStep;
import io.agentlocator.testbed.twilio.CallFaults;
import io.agentlocator.testbed.twilio.media.StreamFault;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A scenario file with the keys that only the suite reads: a caller who answers ({@code opening}, {@code answers}), a
 * fault of the line ({@code fault}), and the only reply mode for which it is meant ({@code replyMode}).
 */
public record CallScenario(
        Scenario scenario, Optional<String> opening, List<AnsweringMind.Answer> answers, CallFaults faults) {

    /** One of the suite's own scenarios, by its file name without extension. */
    public static CallScenario named(String name) {
        try (InputStream in = CallScenario.class.getResourceAsStream("/scenarios/" + name + ".yaml")) {
            if (in == null) {
                throw new IllegalArgumentException("no scenario named " + name);
            }
            return of(ScenarioReader.read(new String(in.readAllBytes(), StandardCharsets.UTF_8), Path.of(".")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The {@code REPLY_MODE} that it needs; empty when both work. */
    Optional<String> replyMode() {
        return Optional.ofNullable((String) scenario.raw().get("replyMode"));
    }

    /** Everything that the caller may say. */
    List<String> lines() {
        var lines = new ArrayList<String>();
        opening.ifPresent(lines::add);
        answers.forEach(answer -> lines.addAll(answer.says()));
        for (ScenarioStep step : scenario.steps()) {
            if (step.line() instanceof CallerAction.Says(String words)) {
                lines.add(words);
            }
        }
        return lines;
    }

    /** The same caller with other first words. */
    public CallScenario openingWith(String words) {
        return new CallScenario(scenario, Optional.of(words), answers, faults);
    }

    public CallScenario with(CallFaults other) {
        return new CallScenario(scenario, opening, answers, other);
    }

    @SuppressWarnings("unchecked")
    private static CallScenario of(Scenario scenario) {
        Map<String, Object> raw = scenario.raw();
        List<AnsweringMind.Answer> answers = ((List<Map<String, Object>>) raw.getOrDefault("answers", List.of()))
                .stream()
                        .map(answer -> new AnsweringMind.Answer(
                                Pattern.compile(String.valueOf(answer.get("to"))),
                                (List<String>) answer.getOrDefault("says", List.of())))
                        .toList();
        return new CallScenario(
                scenario, Optional.ofNullable((String) raw.get("opening")), answers, faults(raw.get("fault")));
    }

    private static CallFaults faults(@Nullable Object fault) {
        if (!(fault instanceof Map<?, ?> keys)) {
            return CallFaults.none();
        }
        Duration after = duration(keys.get("after"));
        return CallFaults.none()
                .withStream(
                        switch (String.valueOf(keys.get("stream"))) {
                            case "never-connects" -> new StreamFault.NeverConnects(duration(keys.get("hold")));
                            case "never-starts" -> new StreamFault.NeverStarts();
                            case "no-media" -> new StreamFault.NoMedia(after);
                            case "drops" -> new StreamFault.Drops(after);
                            case "half-open" -> new StreamFault.HalfOpen(after);
                            default -> throw new IllegalArgumentException("no such fault: " + fault);
                        });
    }

    private static Duration duration(@Nullable Object text) {
        return text == null
                ? Duration.ZERO
                : Duration.parse("PT" + String.valueOf(text).toUpperCase(java.util.Locale.ROOT));
    }
}

package io.agentlocator.testbed.suite.bench;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * @param length after which a caller hangs up, at the end of the agent's turn
 * @param stagger over which the calls of a round begin
 * @param voice kokoro or synthetic
 * @param environment of every service
 */
record BenchOptions(
        int calls, int rounds, Duration length, Duration stagger, String voice, Map<String, String> environment) {

    /** @throws IllegalArgumentException saying what is not understood */
    static BenchOptions of(List<String> arguments) {
        int calls = 50;
        int rounds = 5;
        Duration length = Duration.ofSeconds(40);
        Duration stagger = Duration.ofSeconds(5);
        String voice = "kokoro";
        var environment = new LinkedHashMap<String, String>();
        for (int i = 0; i < arguments.size(); i += 2) {
            if (i + 1 == arguments.size()) {
                throw new IllegalArgumentException(arguments.get(i) + " needs a value");
            }
            String value = arguments.get(i + 1);
            switch (arguments.get(i)) {
                case "--calls" -> calls = positive(value);
                case "--rounds" -> rounds = positive(value);
                case "--length" -> length = duration(value);
                case "--stagger" -> stagger = duration(value);
                case "--voice" -> voice = voice(value);
                case "--env" -> {
                    String[] parts = value.split("=", 2);
                    if (parts.length < 2) {
                        throw new IllegalArgumentException("--env takes NAME=VALUE");
                    }
                    environment.put(parts[0], parts[1]);
                }
                default -> throw new IllegalArgumentException("unknown option " + arguments.get(i));
            }
        }
        return new BenchOptions(calls, rounds, length, stagger, voice, environment);
    }

    private static int positive(String value) {
        int number = Integer.parseInt(value);
        if (number < 1) {
            throw new IllegalArgumentException("not a number of calls or rounds: " + value);
        }
        return number;
    }

    private static Duration duration(String value) {
        return Duration.parse("PT" + value.toUpperCase(Locale.ROOT));
    }

    private static String voice(String value) {
        if (!value.equals("kokoro") && !value.equals("synthetic")) {
            throw new IllegalArgumentException("--voice is kokoro or synthetic");
        }
        return value;
    }
}

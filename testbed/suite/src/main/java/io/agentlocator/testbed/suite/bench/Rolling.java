package io.agentlocator.testbed.suite.bench;

import io.agentlocator.testbed.openai.SmallTalk;
import io.agentlocator.testbed.suite.CallScenario;
import io.agentlocator.testbed.suite.OwedSounds;
import io.agentlocator.testbed.suite.RollingRestart;
import io.agentlocator.testbed.suite.Stage;
import io.agentlocator.testbed.suite.SuiteSettings;
import io.agentlocator.testbed.suite.Vendors;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * {@code ./agentlocator bench --rolling}: restarts every service in turn during {@code --calls} concurrent calls, with
 * {@code --replicas} of each. A call is lost when it does not end as the lead scenario expects: all questions answered,
 * one outcome, no redirect, no recording.
 */
public final class Rolling {

    private static final Duration GRACE = Duration.ofMinutes(5);

    private Rolling() {}

    /** @return 0 when no call was lost and no service had to be killed */
    public static int run(int calls, int replicas, PrintStream out) {
        Path root = Path.of(System.getProperty("suite.root", "")).toAbsolutePath();
        Map<String, String> environment = new HashMap<>();
        environment.put("LANGUAGE_MODEL", "scripted");
        environment.put("DRAIN_SECONDS", Long.toString(GRACE.minusSeconds(30).toSeconds()));
        environment.put("DRAIN_SETTLE_SECONDS", "3");
        var settings = new SuiteSettings(root, Path.of("target/rolling").toAbsolutePath(), false, environment)
                .withReplicas(replicas);
        try (Stage stage = Stage.open(settings, new Vendors(new SmallTalk()), out::println)) {
            var result = new RollingRestart(stage, CallScenario.named("lead"), GRACE).under(calls, out::println);
            result.rolled().forEach(out::println);
            List<OwedSounds.Silence> silences = result.silences();
            out.printf(
                    Locale.ROOT,
                    "%d calls on %d lines, %d replicas; silence while the agent owed a sound: median %.2f, p95 %.2f, longest %.2f s; %d of %d longer than 2 s%n",
                    result.calls().size(),
                    calls,
                    replicas,
                    seconds(silences, 0.5),
                    seconds(silences, 0.95),
                    seconds(silences, 1),
                    silences.stream()
                            .filter(silence -> silence.length().compareTo(Duration.ofSeconds(2)) > 0)
                            .count(),
                    silences.size());
            silences.reversed().stream().limit(5).forEach(silence -> out.println("  " + silence));
            result.lost().forEach(lost -> out.println("  LOST " + lost));
            out.println(
                    result.lost().isEmpty() ? "no call was lost" : result.lost().size() + " calls were lost");
            boolean killed = result.rolled().stream()
                    .anyMatch(rolled -> rolled.endedAfter().isEmpty());
            return result.lost().isEmpty() && !killed ? 0 : 1;
        }
    }

    private static double seconds(List<OwedSounds.Silence> shortestFirst, double share) {
        if (shortestFirst.isEmpty()) {
            return 0;
        }
        int place = (int) Math.ceil(share * shortestFirst.size()) - 1;
        return shortestFirst.get(Math.max(0, place)).length().toMillis() / 1000.0;
    }
}

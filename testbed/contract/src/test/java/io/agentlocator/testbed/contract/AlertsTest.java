package io.agentlocator.testbed.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Tests the alert rules by Prometheus' promtool, and checks that it accepts the dashboard's queries. */
@EnabledIf(value = "promtool", disabledReason = "there is no promtool on this machine")
class AlertsTest {

    private static final Path OBSERVE = Tree.ROOT.resolve("deploy/observe");

    @TempDir
    private Path directory;

    static boolean promtool() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(place -> Files.isExecutable(Path.of(place, "promtool")));
    }

    private record Verdict(int exit, String said) {}

    @Test
    void eachAlertFiresWhenItShouldAndElseDoesNot() throws Exception {
        Verdict verdict = tested(read("alerts.yaml"), read("alerts.test.yaml"));
        assertThat(verdict.exit()).as(verdict.said()).isZero();
    }

    @Test
    void everyAlertIsTriedInQuietAndInTrouble() throws IOException {
        var fires = new TreeSet<String>();
        var staysQuiet = new TreeSet<String>();
        for (JsonNode story : yaml("alerts.test.yaml").get("tests")) {
            for (JsonNode tried : story.get("alert_rule_test")) {
                (tried.path("exp_alerts").isEmpty() ? staysQuiet : fires)
                        .add(tried.get("alertname").asText());
            }
        }
        var alerts = new TreeSet<String>();
        yaml("alerts.yaml")
                .at("/groups/0/rules")
                .forEach(rule -> alerts.add(rule.get("alert").asText()));
        assertThat(fires).isEqualTo(alerts);
        assertThat(staysQuiet).isEqualTo(alerts);
    }

    @Test
    void anAlertThatWaitsForTwoCountersAtOnceIsFound() throws Exception {
        String right = read("alerts.yaml");
        String planted = right.replace("[10m])) > 0 or sum(", "[10m])) + sum(");
        assertThat(planted).isNotEqualTo(right);
        assertThat(tested(planted, read("alerts.test.yaml")).said()).contains("alertname: EventsLost");
    }

    @Test
    void theDashboardsQueriesAreUnderstood() throws Exception {
        List<Map<String, String>> rules = new ArrayList<>();
        JsonNode dashboard = new ObjectMapper().readTree(read("agentlocator-dashboard.json"));
        for (JsonNode query : dashboard.findValues("expr")) {
            // The variables that Grafana fills in: intervals and the selections above the panels.
            String asked = query.asText().replaceAll("\\$__\\w+", "5m").replaceAll("\\$\\{?\\w+}?", "1");
            rules.add(Map.of("record", "asked:" + rules.size(), "expr", asked));
        }
        assertThat(rules).hasSizeGreaterThan(10);
        Path file = directory.resolve("dashboard.yaml");
        new YAMLMapper()
                .writeValue(file.toFile(), Map.of("groups", List.of(Map.of("name", "dashboard", "rules", rules))));
        Verdict verdict = promtool("check", "rules", file.toString());
        assertThat(verdict.exit()).as(verdict.said()).isZero();
    }

    private Verdict tested(String alerts, String stories) throws Exception {
        Files.writeString(directory.resolve("alerts.yaml"), alerts);
        Path file = Files.writeString(directory.resolve("alerts.test.yaml"), stories);
        return promtool("test", "rules", file.toString());
    }

    private Verdict promtool(String... arguments) throws Exception {
        var command = new ArrayList<>(List.of("promtool"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Verdict(process.exitValue(), said);
    }

    private static JsonNode yaml(String file) throws IOException {
        return new YAMLMapper().readTree(read(file));
    }

    private static String read(String file) throws IOException {
        return Files.readString(OBSERVE.resolve(file));
    }
}

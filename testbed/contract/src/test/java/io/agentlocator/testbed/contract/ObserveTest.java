package io.agentlocator.testbed.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every meter of the dashboard and the alerts is registered by a service. */
class ObserveTest {

    private static final Path OBSERVE = Tree.ROOT.resolve("deploy/observe");
    private static final Pattern NAME = Pattern.compile("\\bagentlocator_[a-z_]+");
    private static final Pattern HEADING = Pattern.compile("(?m)^## (\\w+)$\\s+(\\S.*)");

    private final Set<String> registered = Meters.registered();

    @Test
    void theDashboardAsksForMetersThatThereAre() throws IOException {
        JsonNode dashboard = new ObjectMapper().readTree(read("agentlocator-dashboard.json"));
        var ids = new HashSet<Integer>();
        for (JsonNode panel : dashboard.get("panels")) {
            assertThat(ids.add(panel.get("id").asInt()))
                    .as("the panel's id is its own")
                    .isTrue();
            for (JsonNode target : panel.get("targets")) {
                String query = target.get("expr").asText();
                assertThat(asked(query)).as(query).isNotEmpty();
                assertThat(missing(query)).as(panel.get("title").asText()).isEmpty();
            }
        }
        assertThat(asked(dashboard.toString()))
                .contains(
                        "agentlocator_calls_active",
                        "agentlocator_turn_gap_seconds_bucket",
                        "agentlocator_barge_ins_total",
                        "agentlocator_redirects_total",
                        "agentlocator_vendor_errors_total",
                        "agentlocator_vendor_switches_total",
                        "agentlocator_vendor_usage_total",
                        "agentlocator_tick_late_seconds_bucket",
                        "agentlocator_webhook_time_seconds_bucket",
                        "agentlocator_dead_letters_total");
    }

    @Test
    void everyAlertAsksForMetersThatThereAreAndHasAnEntryInTheRunbook() throws IOException {
        var alerts = new TreeSet<String>();
        for (JsonNode rule : new YAMLMapper().readTree(read("alerts.yaml")).at("/groups/0/rules")) {
            String alert = rule.get("alert").asText();
            assertThat(alerts.add(alert)).isTrue();
            assertThat(asked(rule.get("expr").asText())).as(alert).isNotEmpty();
            assertThat(missing(rule.get("expr").asText())).as(alert).isEmpty();
            assertThat(rule.at("/labels/severity").asText()).isIn("info", "warning", "critical");
            assertThat(rule.at("/annotations/summary").asText()).isNotBlank();
            assertThat(rule.at("/annotations/runbook").asText())
                    .isEqualTo("docs/runbook.md#" + alert.toLowerCase(java.util.Locale.ROOT));
        }
        assertThat(alerts).hasSizeGreaterThan(5);

        var entries = new TreeSet<String>();
        Matcher heading = HEADING.matcher(Files.readString(Tree.ROOT.resolve("docs/runbook.md")));
        while (heading.find()) {
            entries.add(heading.group(1));
        }
        assertThat(entries).isEqualTo(alerts);
    }

    /** Proves that the reading of the sources neither accepts every meter nor finds none. */
    @Test
    void whatNobodyRegistersIsMissing() {
        assertThat(missing("rate(agentlocator_turn_gaps_seconds_bucket[5m]) + agentlocator_calls_active_total"))
                .containsExactly("agentlocator_calls_active_total", "agentlocator_turn_gaps_seconds_bucket");
        assertThat(missing("agentlocator_vendor_time_seconds_bucket"))
                .as("a timer without a histogram has no buckets")
                .isNotEmpty();
        assertThat(registered)
                .containsAll(List.of("agentlocator_barge_ins_total", "agentlocator_tick_late_seconds_bucket"));
    }

    private Set<String> missing(String query) {
        var missing = asked(query);
        missing.removeAll(registered);
        return missing;
    }

    private static Set<String> asked(String query) {
        var asked = new TreeSet<String>();
        Matcher name = NAME.matcher(query);
        while (name.find()) {
            asked.add(name.group());
        }
        return asked;
    }

    private static String read(String file) throws IOException {
        return Files.readString(OBSERVE.resolve(file));
    }
}

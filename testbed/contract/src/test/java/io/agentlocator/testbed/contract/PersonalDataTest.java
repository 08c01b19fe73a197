package io.agentlocator.testbed.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentlocator.events.Topic;
import io.agentlocator.testbed.house.PageTable;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Compares the deletion times in the tables of {@code docs/crm-integration.md} with the topics. */
class PersonalDataTest {

    /** By default Kafka looks for old segments every five minutes and deletes them a minute later. */
    private static final Duration KAFKAS_OWN = Duration.ofMinutes(6);

    private static final String TOPIC = "where";
    private static final String KEPT = "kept";
    private static final String GONE = "gone at the latest after";

    @Test
    void thePageSaysWhenItIsGone() throws IOException {
        assertThat(problems(page())).isEmpty();
    }

    @Test
    void aPlantedMistakeIsFound() throws IOException {
        assertThat(problems(page().replace("| 26 minutes |", "| 17 minutes |")))
                .containsExactly(
                        "agent-audio is gone after 26 minutes, not 17 minutes",
                        "caller-audio is gone after 26 minutes, not 17 minutes");
        assertThat(problems(page().replace("a summary | 30 days |", "a summary | 1 day |")))
                .containsExactly("call-outcomes is kept 30 days, not 1 day");
        assertThat(problems(page().replace("`calls`, `messages` |", "`calls` |")))
                .containsExactly("messages is not in the table");
        assertThat(problems(page().replace("| 32 days 13 hours |", "| 30 days |")))
                .containsExactly("call-outcomes is gone after 32 days 13 hours, not 30 days");
        assertThat(problems(page().replace("| 7 days | The", "| 1 day | The")))
                .containsExactly("max.compaction.lag.ms is 7 days, not 1 day");
    }

    private static String page() throws IOException {
        return Files.readString(Tree.ROOT.resolve("docs/crm-integration.md"));
    }

    private static List<String> problems(String page) {
        List<String> problems = new ArrayList<>();
        List<Topic> named = new ArrayList<>();
        for (PageTable.Row row : PageTable.of(page, TOPIC, "what", KEPT, GONE).rows()) {
            for (String name : row.names(TOPIC)) {
                Topic.named(name).ifPresent(topic -> {
                    named.add(topic);
                    gone(topic).ifPresent(gone -> {
                        differs(topic, "kept", Contract.kept(topic), row.cell(KEPT))
                                .ifPresent(problems::add);
                        differs(topic, "gone after", words(gone), row.cell(GONE))
                                .ifPresent(problems::add);
                    });
                });
            }
        }
        var meanings = Meanings.read();
        Contract.published().stream()
                .filter(topic -> meanings.topic(topic.topicName()).personal() && !named.contains(topic))
                .forEach(topic -> problems.add(topic.topicName() + " is not in the table"));
        Map<String, String> promised = Map.of(
                "max.compaction.lag.ms", plural(Topic.EARLIER_STATES_KEPT.toDays(), "day"),
                "delete.retention.ms", plural(Topic.ERASURES_KEPT.toDays(), "day"));
        for (PageTable.Row row : PageTable.of(page, "setting of `leads`", "value", "what it means")
                .rows()) {
            row.names("setting of `leads`").forEach(setting -> {
                if (!Objects.equals(promised.get(setting), row.cell("value"))) {
                    problems.add(setting + " is " + promised.get(setting) + ", not " + row.cell("value"));
                }
            });
        }
        return problems;
    }

    private static Optional<String> differs(Topic topic, String what, String right, String written) {
        return right.equals(written)
                ? Optional.empty()
                : Optional.of(topic.topicName() + " is " + what + " " + right + ", not " + written);
    }

    /** Empty where nothing is deleted by time. A record waits for the last one of its segment. */
    private static Optional<Duration> gone(Topic topic) {
        return topic.retention()
                .map(kept -> kept.plus(topic.segment().orElseThrow()).plus(KAFKAS_OWN));
    }

    /** Rounded up to whole hours, from one hour on. */
    private static String words(Duration time) {
        if (time.toHours() == 0) {
            return time.toMinutes() + " minutes";
        }
        Duration up = Duration.ofHours(time.plusHours(1).minusNanos(1).toHours());
        return (up.toDays() == 0 ? "" : plural(up.toDays(), "day") + " ") + plural(up.toHoursPart(), "hour");
    }

    private static String plural(long count, String unit) {
        return count + " " + unit + (count == 1 ? "" : "s");
    }
}

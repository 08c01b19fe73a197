package io.agentlocator.testbed.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentlocator.events.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** When the last trace of a person is gone: what {@code docs/crm-integration.md} promises against the topics. */
class PersonalDataTest {

    /** Kafka looks for old segments every five minutes and takes them from the disk a minute later, by its defaults. */
    private static final Duration KAFKAS_OWN = Duration.ofMinutes(6);

    private static final Pattern ROW = Pattern.compile("(?m)^\\| (`[a-z][^|]*) \\| [^|]+ \\| ([^|]+) \\| ([^|]+) \\|$");
    private static final Pattern NAME = Pattern.compile("`([a-z-]+)`");

    @Test
    void thePageSaysWhenItIsGone() throws IOException {
        assertThat(problems(page())).isEmpty();
    }

    @Test
    void aPlantedMistakeIsFound() throws IOException {
        assertThat(problems(page().replace("| 26 minutes |", "| 17 minutes |")))
                .containsExactly(
                        "caller-audio is gone after 26 minutes, not 17 minutes",
                        "agent-audio is gone after 26 minutes, not 17 minutes");
        assertThat(problems(page().replace("| 30 days |", "| 1 day |")))
                .containsExactly("call-outcomes is kept 30 days, not 1 day");
        assertThat(problems(page().replace("`calls`, `messages` |", "`calls` |")))
                .containsExactly("messages is not in the table");
        assertThat(problems(page().replace("32 days\n   13 hours at most", "30 days at most")))
                .containsExactly("the page does not say 32 days 13 hours at most");
    }

    private static String page() throws IOException {
        return Files.readString(Tree.ROOT.resolve("docs/crm-integration.md"));
    }

    private static List<String> problems(String page) {
        List<String> problems = new ArrayList<>();
        List<Topic> told = new ArrayList<>();
        Matcher row = ROW.matcher(page);
        while (row.find()) {
            Matcher name = NAME.matcher(row.group(1));
            while (name.find()) {
                Topic topic = Topic.named(name.group(1)).orElseThrow();
                told.add(topic);
                gone(topic).ifPresent(gone -> {
                    if (!row.group(2).equals(Contract.kept(topic))) {
                        problems.add(topic.topicName() + " is kept " + Contract.kept(topic) + ", not " + row.group(2));
                    }
                    if (!row.group(3).equals(words(gone))) {
                        problems.add(topic.topicName() + " is gone after " + words(gone) + ", not " + row.group(3));
                    }
                });
            }
        }
        var meanings = Meanings.read();
        Contract.published().stream()
                .filter(topic -> meanings.topic(topic.topicName()).personal() && !told.contains(topic))
                .forEach(topic -> problems.add(topic.topicName() + " is not in the table"));
        String text = page.replaceAll("\\s+", " ");
        Duration last = Arrays.stream(Topic.values())
                .flatMap(topic -> gone(topic).stream())
                .max(Comparator.naturalOrder())
                .orElseThrow();
        for (String promise : List.of(
                words(last) + " at most",
                "within " + Topic.EARLIER_STATES_KEPT.toDays() + " days (`max.compaction.lag.ms`)",
                Topic.ERASURES_KEPT.toDays() + " days (`delete.retention.ms`)")) {
            if (!text.contains(promise)) {
                problems.add("the page does not say " + promise);
            }
        }
        return problems;
    }

    /** Empty where nothing is deleted by time. A record waits for the last one of its segment. */
    private static Optional<Duration> gone(Topic topic) {
        return topic.retention()
                .map(kept -> kept.plus(topic.segment().orElseThrow()).plus(KAFKAS_OWN));
    }

    /** Rounded up to hours from an hour on. */
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

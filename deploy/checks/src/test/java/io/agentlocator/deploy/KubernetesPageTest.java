package io.agentlocator.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentlocator.events.Topic;
import io.agentlocator.testbed.house.PageTable;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The table of rights on Kafka, against the sources. Without one of its rights a service does not start. */
class KubernetesPageTest {

    private static final Pattern GROUP = Pattern.compile(
            "(?:Scope\\.shared\\(|GROUP = )\"([a-z-]+)\"|(?m)^mp\\.messaging\\..*group\\.id=([a-z-]+)$");
    private static final Pattern READ =
            Pattern.compile("Topic\\.([A-Z_]+)|(?m)^mp\\.messaging\\.incoming\\.([a-z-]+)\\.");

    @Test
    void eachServiceMayDoWhatItDoes() throws IOException {
        assertThat(problems(page())).isEmpty();
    }

    @Test
    void aRightThatIsMissingIsFound() throws IOException {
        assertThat(problems(page().replace("`dialog-service` |", "|")))
                .containsExactly("dialog-service joins [dialog-service], the page says []");
        assertThat(problems(page().replace("`calls` `messages`", "`calls`")))
                .containsExactly("telephony-gateway writes [calls, messages], the page says [calls]");
        assertThat(problems(page().replace("`transcripts` `calls` |", "`transcripts` |")))
                .containsExactly("speech-service may not read [calls]");
        assertThat(problems(page().replace("`agent-audio` | `caller-audio`", "`leads` `agent-audio` | `caller-audio`")))
                .containsExactly("media-ingest may read [leads] for no reason");
    }

    private static List<String> problems(String page) throws IOException {
        List<String> problems = new ArrayList<>();
        for (String service : new TreeSet<>(Environment.SERVICES)) {
            PageTable.Row row = PageTable.of(page, "service", "reads", "writes", "groups").rows().stream()
                    .filter(each -> service.equals(each.cell("service")))
                    .findFirst()
                    .orElseThrow();
            Set<String> groups = new TreeSet<>();
            Set<String> touched = new TreeSet<>();
            List<String> texts = new ArrayList<>(Environment.sourcesOf(service));
            String properties =
                    Files.readString(Chart.ROOT.resolve(service + "/src/main/resources/application.properties"));
            texts.add(properties);
            for (String text : texts) {
                for (var group : GROUP.matcher(text).results().toList()) {
                    groups.add(group.group(1) == null ? group.group(2) : group.group(1));
                }
                for (var topic : READ.matcher(text).results().toList()) {
                    touched.add(
                            topic.group(1) == null
                                    ? topic.group(2)
                                    : Topic.valueOf(topic.group(1)).topicName());
                }
            }
            if (properties.contains("agentlocator.operations.collect=true")) {
                touched.addAll(Set.of("service-states", "ops-log"));
            }
            Set<String> written = new TreeSet<>();
            for (Topic topic : Topic.values()) {
                if (topic.writer().equals(service)) {
                    written.add(topic.topicName());
                }
            }
            if (!row.names("writes").equals(written)) {
                problems.add(service + " writes " + written + ", the page says " + row.names("writes"));
            }
            if (!row.names("groups").equals(groups)) {
                problems.add(service + " joins " + groups + ", the page says " + row.names("groups"));
            }
            Set<String> missing = new TreeSet<>(touched);
            missing.removeAll(row.names("reads"));
            // The sources name the topics that a service only writes, too.
            missing.removeAll(written);
            if (!missing.isEmpty()) {
                problems.add(service + " may not read " + missing);
            }
            Set<String> idle = row.names("reads");
            idle.removeAll(touched);
            if (!idle.isEmpty()) {
                problems.add(service + " may read " + idle + " for no reason");
            }
        }
        return problems;
    }

    private static String page() throws IOException {
        return Files.readString(Chart.ROOT.resolve("docs/kubernetes.md"));
    }
}

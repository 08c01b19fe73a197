package io.agentlocator.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentlocator.events.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The compose file, the image and the proxy's rules against the code. */
class OneMachineTest {

    @Test
    void composeNamesWhatExists() throws IOException {
        assertThat(composeFindings(Files.readString(Chart.ROOT.resolve("deploy/compose.yaml"))))
                .isEmpty();
    }

    @Test
    void aPlantedMistakeInComposeIsFound() throws IOException {
        String right = Files.readString(Chart.ROOT.resolve("deploy/compose.yaml"));
        assertThat(composeFindings(right.replace("LANGUAGE_MODEL:", "LANGUAGE_MODELS:")))
                .contains("dialog-service is told LANGUAGE_MODELS, which it does not read");
        assertThat(composeFindings(right.replace("agentlocator/crm-service:", "agentlocator/crm:")))
                .contains("crm-service is not the image of its own");
        assertThat(composeFindings(right.replace("stop_grace_period: 690s", "stop_grace_period: 10s")))
                .contains("media-ingest is killed before it has drained");
    }

    @Test
    void theTopicsAreTheCodes() throws IOException {
        String script = Files.readString(Chart.ROOT.resolve("deploy/topics.sh"));
        for (Topic topic : Topic.values()) {
            assertThat(script)
                    .contains("--topic " + topic.topicName() + " --partitions " + Topic.DEFAULT_PARTITIONS + " ");
            topic.settings()
                    .forEach((setting, value) -> assertThat(script.lines())
                            .anyMatch(line -> line.contains("--entity-name " + topic.topicName() + " ")
                                    && line.contains(setting + "=" + value)));
        }
        assertThat(script.lines().filter(line -> line.contains("--create"))).hasSize(Topic.values().length);
    }

    @Test
    void whatTheImageTakesIsWhatTheBuildMakes() throws IOException {
        String dockerfile = Files.readString(Chart.ROOT.resolve("deploy/Dockerfile"));
        Matcher copy = Pattern.compile("(?m)^COPY [^$]*(\\$\\{MODULE}/\\S+)").matcher(dockerfile);
        List<String> taken = new ArrayList<>();
        while (copy.find()) {
            taken.add(copy.group(1));
        }
        assertThat(taken).hasSize(4);
        for (String service : Findings.SERVICES) {
            for (String source : taken) {
                assertThat(Chart.ROOT.resolve(source.replace("${MODULE}", service)))
                        .exists();
            }
        }
        assertThat(dockerfile).contains("USER 10001").doesNotContain(":latest");
    }

    @Test
    void theProxyLeadsWhereTheIngressLeads() throws IOException {
        String rules = Files.readString(Chart.ROOT.resolve("deploy/Caddyfile"));
        assertThat(rules).containsSubsequence("/ws/*", "media-ingest:8080", "telephony-gateway:8080");
        for (String path : List.of("/webhook/*", "/static/*", "/healthz", "/readyz", "/version", "/ops/*")) {
            assertThat(rules).contains(path);
        }
        assertThat(rules).doesNotContain("crm-service");
    }

    private static List<String> composeFindings(String yaml) throws IOException {
        List<String> wrong = new ArrayList<>();
        JsonNode services = Chart.read(yaml).path("services");
        for (String service : Findings.SERVICES) {
            JsonNode one = services.path(service);
            if (!one.path("image").asText().startsWith("agentlocator/" + service + ":${TAG")) {
                wrong.add(service + " is not the image of its own");
            }
            var known = Environment.of(service).keySet();
            one.path("environment").fieldNames().forEachRemaining(name -> {
                if (!known.contains(name) && !name.equals("<<")) {
                    wrong.add(service + " is told " + name + ", which it does not read");
                }
            });
            int drain = one.path("environment").path("DRAIN_SECONDS").asInt(0);
            if (drain > 0
                    && Integer.parseInt(one.path("stop_grace_period").asText().replace("s", "")) < drain + 20) {
                wrong.add(service + " is killed before it has drained");
            }
        }
        return wrong;
    }
}

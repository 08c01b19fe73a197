package io.agentlocator.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentlocator.events.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The compose file, the image and the proxy's rules, against the code. */
class OneMachineTest {

    private static final String COMPOSE = "deploy/compose.yaml";
    private static final String EXAMPLE = "deploy/.env.example";

    @Test
    void composeGivesEachServiceWhatItReads() throws IOException {
        assertThat(Compose.mistakes(text(COMPOSE), text(EXAMPLE))).isEmpty();
    }

    @Test
    void theTopicsAreTheCodes() throws IOException {
        String script = text("deploy/topics.sh");
        var wrong = new Mistakes();
        Topics.script(script, wrong);
        assertThat(wrong.all()).isEmpty();
        assertThat(script.lines().filter(line -> line.contains("--create")))
                .allMatch(line -> line.contains(" --partitions " + Topic.DEFAULT_PARTITIONS + " "));
    }

    @Test
    void whatTheImageTakesIsWhatTheBuildMakes() throws IOException {
        String dockerfile = text("deploy/Dockerfile");
        Matcher copy = Pattern.compile("(?m)^COPY [^$]*(\\$\\{MODULE}/\\S+)").matcher(dockerfile);
        List<String> taken = new ArrayList<>();
        while (copy.find()) {
            taken.add(copy.group(1));
        }
        assertThat(taken).hasSize(4);
        for (String service : Environment.SERVICES) {
            for (String source : taken) {
                assertThat(Chart.ROOT.resolve(source.replace("${MODULE}", service)))
                        .exists();
            }
        }
        assertThat(dockerfile)
                .as("also where JDK_JAVA_OPTIONS is set anew")
                .contains("\"-XX:+ExitOnOutOfMemoryError\"");
        assertThat(dockerfile).contains("USER 10001").doesNotContain(":latest");
    }

    @Test
    void anImageBringsTheModelsThatItsServiceOpens() throws IOException {
        String script = text("deploy/images");
        assertThat(modelFindings(script)).isEmpty();
        assertThat(modelFindings(script.replace("models media-ingest silero\n", "")))
                .containsExactly("media-ingest is brought [] and opens [silero]");
    }

    private static List<String> modelFindings(String script) throws IOException {
        var brought = new TreeMap<String, Set<String>>();
        Matcher line = Pattern.compile("(?m)^models (\\S+) (.+)$").matcher(script);
        while (line.find()) {
            brought.put(line.group(1), new TreeSet<>(List.of(line.group(2).split(" "))));
        }
        var opened = Map.of("silero.Silero", "silero", "whisper.Whisper", "whisper-base", "kokoro.Kokoro", "kokoro");
        var wrong = new ArrayList<String>();
        for (String service : Environment.SERVICES) {
            Set<String> opens = new TreeSet<>();
            for (String source : Environment.sourcesOf(service)) {
                opened.forEach((type, model) -> {
                    if (source.contains("import io.agentlocator.speechmodels." + type + ";")) {
                        opens.add(model);
                    }
                });
            }
            Set<String> brings = brought.getOrDefault(service, Set.of());
            if (!brings.equals(opens)) {
                wrong.add(service + " is brought " + brings + " and opens " + opens);
            }
        }
        return wrong;
    }

    @Test
    void theProxyLeadsWhereTheIngressLeads() throws IOException {
        String rules = text("deploy/Caddyfile");
        assertThat(rules).containsSubsequence("/ws/*", "media-ingest:8080", "telephony-gateway:8080");
        for (String path : List.of("/webhook/*", "/static/*", "/healthz", "/readyz", "/version", "/ops/*")) {
            assertThat(rules).contains(path);
        }
        assertThat(rules).doesNotContain("crm-service");
    }

    /** Twilio gives up after 15 s. Until shortly before, the proxy retries a service that restarts. */
    @Test
    void theProxyWaitsForAServiceThatRestarts() throws IOException {
        String rules = text("deploy/Caddyfile");
        assertThat(rules.split("reverse_proxy ", -1)).hasSize(3);
        assertThat(rules.split("reverse_proxy [^\n]+:8080 \\{\n\t*lb_try_duration 12s\n", -1))
                .hasSize(3);
    }

    @Test
    void thePageNamesTheMemoryThatTheServicesMayTake() throws IOException {
        Matcher limit = Pattern.compile("(?m)^    mem_limit: (\\d+)([mg])$").matcher(text(COMPOSE));
        int megabytes = 0;
        while (limit.find()) {
            megabytes += Integer.parseInt(limit.group(1)) * (limit.group(2).equals("g") ? 1024 : 1);
        }
        assertThat(text("docs/one-machine.md"))
                .contains("may take " + Math.ceilDiv(megabytes, 1024) + " GB of memory together");
    }

    private static String text(String file) throws IOException {
        return Files.readString(Chart.ROOT.resolve(file));
    }
}

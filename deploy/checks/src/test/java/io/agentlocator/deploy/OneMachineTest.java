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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The compose file, the image and the proxy's rules against the code. */
class OneMachineTest {

    private static final String COMPOSE = "deploy/compose.yaml";
    private static final String EXAMPLE = "deploy/.env.example";

    @Test
    void composeTellsEachServiceWhatItReads() throws IOException {
        assertThat(Compose.findings(text(COMPOSE), text(EXAMPLE))).isEmpty();
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "LANGUAGE_MODEL: | LANGUAGE_MODELS: | dialog-service is told LANGUAGE_MODELS, which it does not read",
                "LANGUAGE_MODEL: | LANGUAGE_MODELS: | dialog-service is not handed LANGUAGE_MODEL",
                "SPEECH_PHRASES:\\n | '' | speech-service is not handed SPEECH_PHRASES",
                ":-${AGENT_TRANSFER_TO:-}} | :-} | dialog-service is not handed AGENT_TRANSFER_TO",
                "CRM_CURRENCY: ${ | 'OPENAI_API_KEY:\\n      CRM_CURRENCY: ${' | crm-service is told OPENAI_API_KEY, which it does not read",
                "${OPENAI_MODEL:-gpt-4o-mini} | ${OPENAI_MODEL:-gpt-4o} | dialog-service is told \"${OPENAI_MODEL:-gpt-4o}\" as OPENAI_MODEL and should be told",
                "MAX_CALL: ${MAX_CALL:-600} | MAX_CALL: ${MAX_CALL-600} | watchdog-service is told \"${MAX_CALL-600}\" as MAX_CALL and should be told",
                "MAX_CALL: ${MAX_CALL:-600} | MAX_CALL: | watchdog-service is told null as MAX_CALL and should be told",
                "TWILIO_AUTH_TOKEN: ${TWILIO_AUTH_TOKEN:?} | TWILIO_AUTH_TOKEN: | media-ingest may be started without TWILIO_AUTH_TOKEN",
                "STREAM_TOKEN_SECRET: | 'STREAM_TOKEN_SECRET: ours' | whatever anybody fills in",
                "${PUBLIC_HOST: | ${PUBLIC_NAME: | .env.example does not offer PUBLIC_NAME",
                "GOOGLE_APPLICATION_CREDENTIALS: ${ | GOOGLE_APPLICATION_CREDENTIALS: # ${ | speech-service may be started without GOOGLE_APPLICATION_CREDENTIALS",
                "agentlocator/crm-service: | agentlocator/crm: | crm-service is not the image of its own",
                "stop_grace_period: 690s | stop_grace_period: 10s | media-ingest is killed before it has drained",
                "stop_grace_period: 45s\\n | '' | crm-service is killed before it has drained",
                "mem_limit: 3g | mem_limit: 1g | speech-service may have 1Gi of memory, in the chart 3Gi",
                "-Xmx1g | -Xmx2g | speech-service runs with -Xmx2g -XX:+UseZGC, other than in the chart",
                "/q/health/ready | /healthz | crm-service is not asked whether it is ready",
                "/tmp:exec,mode=1777 | /tmp | crm-service may write elsewhere than in /tmp, or cannot load what it unpacks there",
                "127.0.0.1:8090:8080 | 8090:8080 | crm-service is open to the world at 8090:8080",
                "127.0.0.1:9094:9094 | 9094:9094 | kafka is open to the world at 9094:9094",
                "KAFKA_LOG_DIRS: | KAFKA_LOG_DIR: | Kafka keeps its records in /tmp/kafka-logs, which goes with its container",
                "MACHINE://localhost:9094 | MACHINE://kafka:9094 | Kafka sends whoever asks at 9094 elsewhere",
                "MACHINE://:9094 | MACHINE://:9095 | Kafka sends whoever asks at 9094 elsewhere"
            })
    void aPlantedMistakeInComposeIsFound(String right, String planted, String finding) throws IOException {
        String compose = text(COMPOSE);
        assertThat(compose).contains(lines(right));
        assertThat(Compose.findings(compose.replace(lines(right), lines(planted)), text(EXAMPLE)))
                .anyMatch(found -> found.contains(finding));
    }

    @Test
    void aNameThatIsOfferedInVainIsFound() throws IOException {
        String example = text(EXAMPLE);
        assertThat(Compose.findings(text(COMPOSE), example + "TRANSFER_TOO=\n"))
                .containsExactly(".env.example offers TRANSFER_TOO, which nobody is handed");
        assertThat(Compose.findings(text(COMPOSE), example.replace("#DRAIN_SECONDS=", "DRAIN_SECONDS=")))
                .containsExactly(".env.example offers DRAIN_SECONDS, which nobody is handed");
        assertThat(Compose.findings(text(COMPOSE), example.replace("TAG=\n", "")))
                .containsExactly(".env.example does not offer TAG");
        assertThat(Compose.findings(text(COMPOSE), example.replace("OPENAI_MODEL=gpt-4o-mini", "OPENAI_MODEL=gpt-4o")))
                .containsExactly(
                        ".env.example offers OPENAI_MODEL=gpt-4o, where dialog-service takes gpt-4o-mini by itself");
    }

    @Test
    void theTopicsAreTheCodes() throws IOException {
        String script = text("deploy/topics.sh");
        assertThat(Topics.ofScript(script)).isEmpty();
        assertThat(script.lines().filter(line -> line.contains("--create")))
                .allMatch(line -> line.contains(" --partitions " + Topic.DEFAULT_PARTITIONS + " "));
        assertThat(Topics.ofScript(script.replace("--topic leads ", "--topic lead ")))
                .containsExactly("lead is no topic of the code", "leads is not created");
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
        for (String service : Findings.SERVICES) {
            for (String source : taken) {
                assertThat(Chart.ROOT.resolve(source.replace("${MODULE}", service)))
                        .exists();
            }
        }
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
        for (String service : Findings.SERVICES) {
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

    /** Twilio gives up after 15 s: until shortly before, a service that restarts is asked again. */
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

    private static String lines(String text) {
        return text.replace("\\n", "\n");
    }
}

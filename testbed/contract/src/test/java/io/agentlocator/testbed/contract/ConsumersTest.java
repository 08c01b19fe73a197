package io.agentlocator.testbed.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.agentlocator.events.CallOutcome;
import io.agentlocator.events.EventCodec;
import io.agentlocator.events.Lead;
import io.agentlocator.events.LeadAnswers;
import io.agentlocator.events.Topic;
import io.agentlocator.testbed.infrastructure.KafkaBroker;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The consumers of {@code docs/crm-integration.md}, run as they stand there, by those who would run them. */
class ConsumersTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Path PAGE = Tree.ROOT.resolve("docs/crm-integration.md");
    /** Kept between builds: the registry is asked once. */
    private static final Path NODE = Tree.ROOT.resolve("testbed/contract/target/node");

    private static final LeadAnswers ANSWERS = new LeadAnswers(
            LeadAnswers.Intent.BUY, "רמת גן", "דירה", 3.5, 2_800_000L, null, "דנה כהן בע״מ", "+972501234567");
    private static final Instant T = Instant.parse("2026-03-01T08:00:00Z");

    private static KafkaBroker kafka;

    @TempDir
    private Path directory;

    @BeforeAll
    static void tellOfACallAndALead() throws Exception {
        kafka = KafkaBroker.start(3);
        var codec = new EventCodec("test");
        Map<String, Object> settings =
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "acks", "all", "delivery.timeout.ms", 120_000);
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            producer.send(codec.encode(
                            new CallOutcome.Concluded(
                                    "CA1", CallOutcome.Disposition.QUALIFIED, ANSWERS, "מחפש דירה ברמת גן.", 4),
                            T,
                            null))
                    .get();
            producer.send(codec.encode(
                            new Lead.Saved("lead-1", "+972501234567", ANSWERS, "qualified", "CA1", T, T), T, null))
                    .get();
            producer.send(new ProducerRecord<>(Topic.LEADS.topicName(), "lead-2", (byte[]) null))
                    .get();
        }
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @Test
    void theJavaConsumerReadsCallsAndLeads() throws Exception {
        Path source = Files.writeString(directory.resolve("Leads.java"), block("java"));
        assertReads(
                directory,
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                source.toString());
    }

    @Test
    void theNodeConsumerReadsCallsAndLeads() throws Exception {
        installNodePackages();
        Path source = Files.writeString(NODE.resolve("leads.js"), block("js"));
        assertReads(NODE, "node", source.toString());
    }

    @Test
    void thePythonConsumerReadsCallsAndLeads() throws Exception {
        Optional<String> python = Stream.of("python3", "/usr/bin/python3")
                .filter(each -> runs(each, "-c", "import confluent_kafka"))
                .findFirst();
        assumeTrue(python.isPresent(), "Python's confluent_kafka is not installed on this machine");
        Path source = Files.writeString(directory.resolve("leads.py"), block("python"));
        assertReads(directory, python.get(), source.toString());
    }

    /** By the schema that the makers of AsyncAPI publish. */
    @Test
    void theDocumentIsAsyncApi() throws Exception {
        installNodePackages();
        JsonNode rules = new ObjectMapper()
                .readTree(Files.readString(NODE.resolve("node_modules/@asyncapi/specs/schemas/3.0.0.json")));
        JsonNode document = new YAMLMapper().readTree(Files.readString(Tree.CONTRACT));
        var schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(rules);

        assertThat(schema.validate(document)).isEmpty();

        ((com.fasterxml.jackson.databind.node.ObjectNode) document.at("/channels/calls")).put("adress", "calls");
        assertThat(schema.validate(document)).as("a misspelt word").isNotEmpty();
    }

    @Test
    void thePageNamesEveryTopicThatIsPublic() throws IOException {
        String page = Files.readString(PAGE);
        for (Topic topic : Contract.published()) {
            assertThat(page).contains("`" + topic.topicName() + "`");
        }
    }

    private void assertReads(Path in, String... command) throws Exception {
        var builder = new ProcessBuilder(command).directory(in.toFile()).redirectErrorStream(true);
        builder.environment().put("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
        Process process = builder.start();
        var lines = new ConcurrentLinkedQueue<String>();
        Thread reader = Thread.ofVirtual().start(() -> {
            try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
                out.lines().forEach(lines::add);
            } catch (IOException | java.io.UncheckedIOException e) {
                // The process was ended.
            }
        });
        try {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (!complete(lines) && process.isAlive() && System.nanoTime() < deadline) {
                process.waitFor(50, TimeUnit.MILLISECONDS);
            }
            assertThat(lines)
                    .anyMatch(line ->
                            line.startsWith("CA1 call-outcome.concluded {") && line.contains("מחפש דירה ברמת גן."))
                    .anyMatch(line -> line.startsWith("lead-1 lead.saved {") && line.contains("דנה כהן בע״מ"))
                    .anyMatch(line -> line.equals("lead-2 erased"));
        } finally {
            process.destroy();
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            reader.join();
        }
    }

    private static boolean complete(ConcurrentLinkedQueue<String> lines) {
        return lines.stream().anyMatch(line -> line.startsWith("CA1 "))
                && lines.stream().anyMatch(line -> line.startsWith("lead-1 "))
                && lines.stream().anyMatch(line -> line.startsWith("lead-2 "));
    }

    private static String block(String language) throws IOException {
        Matcher block =
                Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(PAGE));
        assertThat(block.find()).as("the page has a consumer in " + language).isTrue();
        return block.group(1);
    }

    private static void installNodePackages() throws Exception {
        assumeTrue(
                runs("node", "--version") && runs("npm", "--version"), "Node or npm is not installed on this machine");
        if (Files.exists(NODE.resolve("node_modules/kafkajs/package.json"))
                && Files.exists(NODE.resolve("node_modules/@asyncapi/specs/package.json"))) {
            return;
        }
        Files.createDirectories(NODE);
        Files.writeString(NODE.resolve("package.json"), "{\"private\": true}");
        Path log = NODE.resolve("npm.log");
        Process npm = new ProcessBuilder(
                        List.of("npm", "install", "--no-audit", "--no-fund", "kafkajs@2.2.4", "@asyncapi/specs@6.11.1"))
                .directory(NODE.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(npm.waitFor(3, TimeUnit.MINUTES)).as("npm ends in time").isTrue();
        assertThat(npm.exitValue()).as(Files.readString(log)).isZero();
    }

    private static boolean runs(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

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
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the consumers of {@code docs/crm-integration.md} as written there, with Node and Python. */
class ConsumersTest {

    private static final int PARTITIONS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Path PAGE = Tree.ROOT.resolve("docs/crm-integration.md");
    /** Kept between builds, so that the packages are downloaded once. */
    private static final Path NODE = Tree.ROOT.resolve("testbed/contract/target/node");

    private static final LeadAnswers ANSWERS = new LeadAnswers(
            LeadAnswers.Intent.BUY, "רמת גן", "דירה", 3.5, 2_800_000L, null, "דנה כהן בע״מ", "+972501234567");
    private static final Instant T = Instant.parse("2026-03-01T08:00:00Z");

    private static KafkaBroker kafka;

    @TempDir
    private Path directory;

    @BeforeAll
    static void tellOfACallAndALead() throws Exception {
        kafka = KafkaBroker.start(PARTITIONS);
        var codec = new EventCodec("test");
        try (var producer = producer()) {
            for (int partition = 0; partition < PARTITIONS; partition++) {
                for (ProducerRecord<String, byte[]> odd : odd(partition)) {
                    producer.send(odd).get();
                }
            }
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
            for (int i = 0; i < 10; i++) {
                tell(producer, "row-" + i);
            }
        }
    }

    /** Records that a consumer must skip, at the start of every partition. */
    private static List<ProducerRecord<String, byte[]>> odd(int partition) {
        byte[] value = "{\"odd\": true}".getBytes(StandardCharsets.UTF_8);
        String leads = Topic.LEADS.topicName();
        String outcomes = Topic.CALL_OUTCOMES.topicName();
        var unknown = new RecordHeaders().add("ce_type", "lead.merged".getBytes(StandardCharsets.UTF_8));
        return List.of(
                new ProducerRecord<>(leads, partition, "odd", value, unknown),
                new ProducerRecord<>(leads, partition, "odd", value),
                new ProducerRecord<>(outcomes, partition, "odd", value, unknown),
                new ProducerRecord<>(outcomes, partition, null, value));
    }

    /** Leads in one partition, so that they arrive as one batch. */
    private static void tell(KafkaProducer<String, byte[]> producer, String leadId) throws Exception {
        ProducerRecord<String, byte[]> saved = new EventCodec("test")
                .encode(new Lead.Saved(leadId, "+972501234567", ANSWERS, "new", "CA1", T, T), T, null);
        producer.send(new ProducerRecord<>(saved.topic(), 0, saved.key(), saved.value(), saved.headers()))
                .get();
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    private static KafkaProducer<String, byte[]> producer() {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "acks", "all", "delivery.timeout.ms", 120_000);
        return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    @Test
    void theJavaConsumerReadsCallsAndLeads() throws Exception {
        assertReads(java(block("java")));
    }

    @Test
    void theNodeConsumerReadsCallsAndLeads() throws Exception {
        assertReads(node(block("js")));
    }

    @Test
    void thePythonConsumerReadsCallsAndLeads() throws Exception {
        assertReads(python(block("python")));
    }

    @Test
    void whatJavaCouldNotWriteComesAgain() throws Exception {
        ProcessBuilder consumer = java(refusingJava("crm-java-refusing"));
        endsBefore(consumer, "row-3");
        assertComesAgain(consumer, "row-3");
    }

    /** Proves that the test can fail: a consumer with automatic commits loses the failed event. */
    @Test
    void whatIsCommittedBeforeItIsWrittenIsLost() throws Exception {
        String early = replaced(
                refusingJava("crm-java-early"), "\"enable.auto.commit\", false", "\"enable.auto.commit\", true");
        ProcessBuilder consumer = java(replaced(early, "consumer.commitSync();", ""));
        endsBefore(consumer, "row-3");
        try (var producer = producer()) {
            tell(producer, "row-later");
        }
        try (var run = new Run(consumer, "nothing")) {
            run.await(lines -> printed(lines, "row-later"));
            assertThat(run.lines).noneMatch(line -> line.startsWith("row-3 "));
        }
    }

    @Test
    void whatPythonCouldNotWriteComesAgain() throws Exception {
        String source = replaced(block("python"), "crm-python", "crm-python-refusing");
        ProcessBuilder consumer = python(replaced(source, "def write(event):\n", """
                def write(event):
                    if event.startswith(os.environ["REFUSES"] + " "):
                        raise ValueError("refused " + event)
                """));
        endsBefore(consumer, "row-3");
        assertComesAgain(consumer, "row-3");
    }

    /** In the same process: a new one would wait until the old one leaves the group. */
    @Test
    void whatNodeCouldNotWriteComesAgain() throws Exception {
        String source = replaced(block("js"), "crm-node", "crm-node-refusing");
        ProcessBuilder consumer = node(replaced(source, "const write = (event) => console.log(event);", """
                let refusals = 0;
                const write = (event) => {
                  if (event.startsWith(`${process.env.REFUSES} `) && refusals++ < 1) throw new Error(`refused ${event}`);
                  console.log(event);
                };"""));
        try (var run = new Run(consumer, "row-3")) {
            run.await(lines -> printed(lines, "row-3") && printed(lines, "row-9"));
            assertThat(run.lines).anyMatch(line -> line.contains("refused row-3 "));
        }
    }

    /** Validates the document by AsyncAPI's published schema. */
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

    /** Validates the document by AsyncAPI's own parser, which also checks references and examples. */
    @Test
    void theDocumentCanBeRead() throws Exception {
        assertThat(diagnostics(Tree.CONTRACT)).isEmpty();

        String planted =
                replaced(Files.readString(Tree.CONTRACT), "$ref: \"#/channels/leads\"", "$ref: \"#/channels/lead\"");
        assertThat(diagnostics(Files.writeString(directory.resolve("planted.yaml"), planted)))
                .contains("'#/channels/lead' does not exist");
    }

    /** Errors and warnings, but for the hint that a newer version of AsyncAPI exists. */
    private static String diagnostics(Path document) throws Exception {
        installNodePackages();
        Process node = new ProcessBuilder("node", "-e", """
                        const { Parser } = require('@asyncapi/parser');
                        new Parser().parse(require('fs').readFileSync(process.argv[1], 'utf8')).then(({ document, diagnostics }) => {
                          diagnostics.filter(({ severity }) => severity < 2)
                            .forEach(({ path, message }) => console.log(path.join('/'), message));
                          if (!document) console.log('no document');
                        });""", document.toString())
                .directory(NODE.toFile())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader out = node.inputReader(StandardCharsets.UTF_8)) {
            String said = out.lines().collect(Collectors.joining("\n"));
            return node.waitFor() == 0 ? said : said + "\nnode failed";
        }
    }

    private static void assertReads(ProcessBuilder consumer) throws Exception {
        try (var run = new Run(consumer, "nothing")) {
            run.await(lines -> Stream.of("CA1", "lead-1", "lead-2").allMatch(key -> printed(lines, key)));
            assertThat(run.lines)
                    .anyMatch(line ->
                            line.startsWith("CA1 call-outcome.concluded {") && line.contains("מחפש דירה ברמת גן."))
                    .anyMatch(line -> line.startsWith("lead-1 lead.saved {") && line.contains("דנה כהן בע״מ"))
                    .anyMatch(line -> line.equals("lead-2 erased"))
                    .noneMatch(line -> line.contains("\"odd\""));
        }
    }

    private static void endsBefore(ProcessBuilder consumer, String key) throws Exception {
        try (var run = new Run(consumer, key)) {
            run.awaitEnd();
            assertThat(run.lines)
                    .anyMatch(line -> line.contains("refused " + key + " "))
                    .noneMatch(line -> line.startsWith(key + " "));
        }
    }

    private static void assertComesAgain(ProcessBuilder consumer, String key) throws Exception {
        try (var run = new Run(consumer, "nothing")) {
            run.await(lines -> printed(lines, key));
        }
    }

    private static boolean printed(Collection<String> lines, String key) {
        return lines.stream().anyMatch(line -> line.startsWith(key + " "));
    }

    private ProcessBuilder java(String source) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Files.writeString(directory.resolve("Leads.java"), source)
                                .toString())
                .directory(directory.toFile());
    }

    private static ProcessBuilder node(String source) throws Exception {
        installNodePackages();
        return new ProcessBuilder(
                        "node",
                        Files.writeString(NODE.resolve("leads.js"), source).toString())
                .directory(NODE.toFile());
    }

    private ProcessBuilder python(String source) throws IOException {
        Optional<String> python = Stream.of("python3", "/usr/bin/python3")
                .filter(each -> runs(each, "-c", "import confluent_kafka"))
                .findFirst();
        assumeTrue(python.isPresent(), "Python's confluent_kafka is not installed on this machine");
        return new ProcessBuilder(
                        python.get(),
                        Files.writeString(directory.resolve("leads.py"), source).toString())
                .directory(directory.toFile());
    }

    private static String refusingJava(String group) throws IOException {
        return replaced(replaced(block("java"), "crm-java", group), "    IO.println(event);", """
                    if (event.startsWith(System.getenv("REFUSES") + " ")) {
                        throw new IllegalStateException("refused " + event);
                    }
                    IO.println(event);""");
    }

    private static String replaced(String source, String part, String by) {
        assertThat(source).containsOnlyOnce(part);
        return source.replace(part, by);
    }

    /** A running consumer. */
    private static final class Run implements AutoCloseable {

        private final Collection<String> lines = new ConcurrentLinkedQueue<>();
        private final Process process;
        private final Thread reader;

        /** @param refuses the key whose event cannot be written, if the source reads it */
        Run(ProcessBuilder command, String refuses) throws IOException {
            command.redirectErrorStream(true)
                    .environment()
                    .putAll(Map.of("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers(), "REFUSES", refuses));
            process = command.start();
            reader = Thread.ofVirtual().start(() -> {
                try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
                    out.lines().forEach(lines::add);
                } catch (IOException | java.io.UncheckedIOException e) {
                    // The process has ended.
                }
            });
        }

        void await(Predicate<Collection<String>> condition) throws InterruptedException {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (!condition.test(lines) && process.isAlive() && System.nanoTime() < deadline) {
                process.waitFor(50, TimeUnit.MILLISECONDS);
            }
            assertThat(condition.test(lines))
                    .as("what is waited for is among %s", lines)
                    .isTrue();
        }

        void awaitEnd() throws InterruptedException {
            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .as("the consumer ends")
                    .isTrue();
            reader.join();
        }

        @Override
        public void close() throws InterruptedException {
            process.destroy();
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            reader.join();
        }
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
                && Files.exists(NODE.resolve("node_modules/@asyncapi/parser/package.json"))
                && Files.exists(NODE.resolve("node_modules/@asyncapi/specs/package.json"))) {
            return;
        }
        Files.createDirectories(NODE);
        Files.writeString(NODE.resolve("package.json"), "{\"private\": true}");
        Path log = NODE.resolve("npm.log");
        // A package of the parser sends telemetry from an install script, so scripts are disabled.
        Process npm = new ProcessBuilder(List.of(
                        "npm",
                        "install",
                        "--no-audit",
                        "--no-fund",
                        "--ignore-scripts",
                        "kafkajs@2.2.4",
                        "@asyncapi/parser@3.6.6",
                        "@asyncapi/specs@6.11.1"))
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

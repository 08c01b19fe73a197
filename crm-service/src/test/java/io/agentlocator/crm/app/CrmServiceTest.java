package io.agentlocator.crm.app;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.agentlocator.crm.CuttableProxy;
import io.agentlocator.crm.SampleCall;
import io.agentlocator.events.Call;
import io.agentlocator.events.DecodedRecord;
import io.agentlocator.events.EventCodec;
import io.agentlocator.events.Lead;
import io.agentlocator.events.LeadAnswers;
import io.agentlocator.events.Topic;
import io.agentlocator.testbed.infrastructure.KafkaTestResource;
import io.agentlocator.testbed.infrastructure.Postgres;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The running service with a real broker and a real database that does not answer at first. */
@QuarkusTest
@QuarkusTestResource(KafkaTestResource.class)
@QuarkusTestResource(CrmServiceTest.Database.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CrmServiceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Instant T = Instant.parse("2026-03-01T08:00:00.123Z");
    private static final LeadAnswers WISHES =
            new LeadAnswers(LeadAnswers.Intent.RENT, "באר שבע", "דירה", 4.0, 4_500L, "מיד", "יוסי בע״מ", null);

    private static CuttableProxy proxy;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    /** A database at the end of a proxy that is not plugged in yet. */
    public static final class Database implements QuarkusTestResourceLifecycleManager {
        private Postgres postgres;

        @Override
        public Map<String, String> start() {
            postgres = Postgres.start();
            URI url = URI.create(postgres.url());
            proxy = new CuttableProxy(url.getPort());
            return Map.of(
                    "DATABASE_URL",
                    "postgres://" + url.getRawUserInfo() + "@127.0.0.1:" + proxy.port() + url.getPath(),
                    "crm.prices.google.per-minute-heard",
                    "0.016",
                    "crm.prices.google.per-million-characters",
                    "30",
                    "crm.prices.\"gpt.4o.mini\".per-million-prompt-tokens",
                    "0.15",
                    "crm.prices.\"gpt.4o.mini\".per-million-completion-tokens",
                    "0.60");
        }

        @Override
        public void stop() {
            proxy.close();
            postgres.close();
        }
    }

    @Test
    @Order(1)
    void startsWithoutADatabaseAndLosesNothing() {
        given().get("/healthz").then().statusCode(200).body(equalTo("ok"));
        given().get("/q/health/ready").then().statusCode(503);
        given().get("/q/health/live").then().statusCode(200);
        given().get("/api/calls").then().statusCode(503).body("error", containsString("database"));
        publish(SampleCall.qualified("CAfirst", "+972501234567", T, WISHES));
        proxy.connect();
        until(() -> given().get("/api/calls/CAfirst").statusCode() == 200
                && "completed".equals(given().get("/api/calls/CAfirst").path("status"))
                && "QUALIFIED".equals(given().get("/api/calls/CAfirst").path("disposition"))
                && ((List<?>) given().get("/api/calls/CAfirst").path("turns")).size() == 6);
        until(() -> given().get("/q/health/ready").statusCode() == 200);
    }

    @Test
    @Order(2)
    void tellsTheCallInHebrew() {
        given().get("/api/calls/CAfirst")
                .then()
                .statusCode(200)
                .body("callSid", equalTo("CAfirst"))
                .body("from", equalTo("+972501234567"))
                .body("summary", equalTo("מחפש דירה ברמת גן."))
                .body("turns[0].text", equalTo("שלום, אני מחפש דירה של שי כהן בע״מ"))
                .body("turns[5].text", equalTo("ב\"רמת גן\", עד 2.5 מיליון ₪"))
                .body("turns[3].cancelled", equalTo("barge-in"))
                .body("turns[2].unclear", equalTo(true))
                .body("turns[2].text", nullValue())
                .body("recordings[0].transcript", equalTo("תחזרו אליי בבקשה"))
                .body("alerts[0].type", equalTo("call-alert.caller-silent"))
                .body("lead.answers.name.value", equalTo("יוסי בע״מ"))
                .body("lead.answers.name.source", equalTo("caller"))
                .body("turns[0].tookMs", equalTo(310));
    }

    /** Prices are those of the test's profile: Google hears, speaks; the model; nothing is known of this machine's own. */
    @Test
    @Order(3)
    void tellsWhatEnginesDidAndWhatItCost() {
        until(() -> ((List<?>) given().get("/api/calls/CAfirst").path("work.listened")).size() == 2
                && ((List<?>) given().get("/api/calls/CAfirst").path("work.turns")).size() == 2);
        given().get("/api/calls/CAfirst")
                .then()
                .statusCode(200)
                .body("work.listened[0].engine", equalTo("google/chirp_3"))
                .body("work.listened[0].seconds", equalTo(45.0f))
                .body("work.listened[0].cost", equalTo(0.012f))
                .body("work.listened[1].cost", nullValue())
                .body("work.turns[0].composed.firstWordsMs", equalTo(420))
                .body("work.turns[0].spoken.characters", equalTo(17))
                .body("work.turns[0].cost", equalTo(0.00065f))
                .body("work.turns[1].composed", nullValue())
                .body("work.cost.currency", equalTo("USD"))
                .body("work.cost.amount", equalTo(0.01265f))
                .body("work.cost.withoutPrice", equalTo(List.of("kokoro", "whisper")));
    }

    @Test
    @Order(3)
    void tellsOperatorsOfTheDatabase() {
        until(() -> given().get("/readyz").statusCode() == 200
                && "ok".equals(given().get("/readyz").path("db")));
    }

    @Test
    @Order(2)
    void findsTheLeadByItsNumber() {
        given().queryParam("phone", "050-123-4567")
                .get("/api/leads")
                .then()
                .statusCode(200)
                .body("$", hasSize(1))
                .body("[0].status", equalTo("qualified"))
                .body("[0].answers.budget_ils.value", equalTo("4500"));
        given().urlEncodingEnabled(false)
                .get("/api/calls?phone=+972501234567&limit=1")
                .then()
                .statusCode(200)
                .body("$", hasSize(1));
        given().get("/q/openapi").then().statusCode(200).body(containsString("/api/leads/{id}"));
    }

    @Test
    @Order(3)
    void refusesWhatCannotBeAsked() {
        for (String question : List.of(
                "/api/calls?limit=0",
                "/api/calls?limit=501",
                "/api/calls?limit=many",
                "/api/calls?phone=nobody",
                "/api/calls/CA%20x%27",
                "/api/leads/1",
                "/api/leads?phone=%2B")) {
            given().urlEncodingEnabled(false)
                    .get(question)
                    .then()
                    .statusCode(400)
                    .body("error", containsString(" "));
        }
        given().get("/api/calls/CAnone").then().statusCode(404).body("error", equalTo("no such call"));
        given().get("/api/leads/6f0c0ae8-7a52-4f20-b1b2-bf1d1c3c5b1d").then().statusCode(404);
    }

    @Test
    @Order(4)
    void publishesTheLead() {
        var leads = new ArrayList<Lead.Saved>();
        read(Topic.LEADS, record -> {
            if (EventCodec.decode(record) instanceof DecodedRecord.Known(var meta, Lead.Saved lead)) {
                leads.add(lead);
            }
            return leads.stream().anyMatch(lead -> lead.status().equals("qualified"));
        });
        Lead.Saved last = leads.getLast();
        assertThat(last.phone()).isEqualTo("+972501234567");
        assertThat(last.answers()).isEqualTo(WISHES);
        assertThat(last.lastCallSid()).isEqualTo("CAfirst");
    }

    @Test
    @Order(5)
    void poisonIsBuriedAndTheNextCallIsEntered() {
        try (var producer = producer()) {
            var poison = new ProducerRecord<>("calls", "CApoison", "{\"callSid\":".getBytes());
            poison.headers().add("ce_type", "call.received".getBytes());
            producer.send(poison);
            var unfit = "CA"
                    + "x"
                            .repeat(3)
                            .concat(new java.util.Random(5)
                                    .ints(20_000, 'a', 'z')
                                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                                    .toString());
            producer.send(new EventCodec("test").encode(new Call.Answered(unfit), T, null));
        }
        publish(SampleCall.qualified("CAnext", "+972501234567", T.plusSeconds(600), WISHES));
        var causes = new ArrayList<String>();
        read(Topic.DEAD_LETTERS, record -> {
            causes.add(
                    new String(record.headers().lastHeader("dead-letter-cause").value()));
            return causes.size() == 2;
        });
        assertThat(causes).anyMatch(cause -> cause.startsWith("call.received")).contains("SQLSTATE 54000");
        until(() -> "completed".equals(given().get("/api/calls/CAnext").path("status")));
    }

    @Test
    @Order(6)
    void aDatabaseThatGoesAwayCostsNothing() {
        proxy.cut();
        publish(SampleCall.qualified("CAaway", "+972529998877", T.plusSeconds(900), WISHES));
        until(() -> given().get("/q/health/ready").statusCode() == 503);
        proxy.connect();
        until(() -> given().get("/api/calls/CAaway").statusCode() == 200
                && "completed".equals(given().get("/api/calls/CAaway").path("status"))
                && ((List<?>) given().get("/api/calls/CAaway").path("turns")).size() == 6);
    }

    @Test
    @Order(7)
    void eventsThatAreDeliveredAgainChangeNothing() {
        String before = given().get("/api/calls/CAfirst").asString();
        publish(SampleCall.qualified("CAfirst", "+972501234567", T, WISHES));
        publish(SampleCall.qualified("CAlast", "+972541112233", T.plusSeconds(1800), WISHES));
        until(() -> "completed".equals(given().get("/api/calls/CAlast").path("status"))
                && "QUALIFIED".equals(given().get("/api/calls/CAlast").path("disposition")));
        assertThat(given().get("/api/calls/CAfirst").asString()).isEqualTo(before);
    }

    @Test
    @Order(8)
    void erasesAPerson() {
        String id = given().queryParam("phone", "0501234567").get("/api/leads").path("[0].id");
        given().delete("/api/leads/" + id).then().statusCode(204);
        given().get("/api/leads/" + id).then().statusCode(404);
        given().delete("/api/leads/" + id).then().statusCode(404);
        given().get("/api/calls/CAfirst")
                .then()
                .statusCode(200)
                .body("from", nullValue())
                .body("summary", nullValue())
                .body("turns[0].text", nullValue());
        read(Topic.LEADS, record -> id.equals(record.key()) && record.value() == null);
    }

    private void publish(SampleCall story) {
        var codec = new EventCodec("test");
        try (var producer = producer()) {
            story.events()
                    .forEach(event -> producer.send(codec.encode(
                            event.event(), event.meta().id(), event.meta().time(), null)));
        }
    }

    private KafkaProducer<String, byte[]> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringSerializer(), new ByteArraySerializer());
    }

    private void read(Topic topic, Predicate<ConsumerRecord<String, byte[]>> enough) {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", bootstrapServers, "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(consumer.partitionsFor(topic.topicName()).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList());
            long latest = System.nanoTime() + PATIENCE.toNanos();
            while (System.nanoTime() < latest) {
                for (var record : consumer.poll(Duration.ofMillis(100))) {
                    if (enough.test(record)) {
                        return;
                    }
                }
            }
        }
        throw new AssertionError("not seen on " + topic.topicName());
    }

    private static void until(BooleanSupplier condition) {
        long latest = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > latest) {
                throw new AssertionError("did not come true within " + PATIENCE);
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }
}

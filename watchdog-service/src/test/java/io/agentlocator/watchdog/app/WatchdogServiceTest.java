package io.agentlocator.watchdog.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentlocator.events.Call;
import io.agentlocator.events.CallAlert;
import io.agentlocator.events.CallAlert.Trouble;
import io.agentlocator.events.DecodedRecord;
import io.agentlocator.events.Event;
import io.agentlocator.events.EventCodec;
import io.agentlocator.events.MediaEvent;
import io.agentlocator.events.Reply;
import io.agentlocator.events.Topic;
import io.agentlocator.shell.kafka.CallLog;
import io.agentlocator.shell.kafka.CallLogFactory;
import io.agentlocator.shell.kafka.EventPublisher;
import io.agentlocator.shell.operations.OperatorCheck;
import io.agentlocator.shell.operations.OperatorSetting;
import io.agentlocator.testbed.infrastructure.KafkaTestResource;
import io.agentlocator.twilio.LiveCalls;
import io.agentlocator.twilio.PublicUrl;
import io.agentlocator.twilio.TwilioCredentials;
import io.agentlocator.watchdog.Deadlines;
import io.agentlocator.watchdog.Rescue;
import io.agentlocator.watchdog.kafka.WatchdogLog;
import io.agentlocator.watchdog.twilio.TwilioRescue;
import io.agentlocator.watchdog.twilio.TwilioRestServer;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole service with a real broker, short deadlines, and a fake of Twilio's REST API. */
@QuarkusTest
@QuarkusTestResource(KafkaTestResource.class)
@QuarkusTestResource(WatchdogServiceTest.Twilio.class)
class WatchdogServiceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static TwilioRestServer twilio;

    @Inject
    CallLogFactory logs;

    @Inject
    EventPublisher publisher;

    @Inject
    Watchdog watchdog;

    @Inject
    WatchdogSettings settings;

    @Inject
    MeterRegistry metrics;

    @All
    List<OperatorCheck> checks;

    @All
    List<OperatorSetting> shownSettings;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    private KafkaProducer<String, byte[]> producer;

    public static final class Twilio implements QuarkusTestResourceLifecycleManager {
        @Override
        public Map<String, String> start() {
            twilio = new TwilioRestServer();
            return Map.of(
                    "TWILIO_API_BASE_URL", twilio.url().toString(),
                    "TWILIO_ACCOUNT_SID", "ACtest",
                    "TWILIO_AUTH_TOKEN", "secret",
                    "PUBLIC_BASE_URL", "voice.example/",
                    "REPLY_MODE", "twiml",
                    "WATCHDOG_START_TIMEOUT", "2",
                    "WATCHDOG_NO_MEDIA_TIMEOUT", "2.5",
                    "watchdog.feed-grace", "1");
        }

        @Override
        public void stop() {
            twilio.close();
        }
    }

    @BeforeEach
    void begin() {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringSerializer(), new ByteArraySerializer());
        until(() -> watchdog.watch().ready() && watchdog.watch().staleness().toMillis() < 2000);
    }

    @AfterEach
    void end() {
        producer.close();
    }

    @Test
    void aCallWithoutAStreamIsSavedOnceAlsoForWhoeverComesNext() {
        String call = "CAwithout";
        publish(received(call));
        until(() -> !updates(call).isEmpty());
        assertThat(updates(call).getFirst().form().get("Twiml"))
                .contains("action=\"https://voice.example/webhook/handle_recording\"")
                .contains("<Play>https://voice.example/static/tts/fallback_he.mp3</Play>");
        until(() -> alerts(call).size() == 1);
        assertThat(alerts(call)).containsExactly(new CallAlert.Redirected(call, Trouble.STREAM_NEVER_STARTED));

        // A successor consumes the same log from its beginning and decides by itself, sooner than the first.
        var saved = new CopyOnWriteArrayList<String>();
        String after = "CAafter";
        try (var successor = successor(saved)) {
            until(successor::ready);
            publish(received(after));
            until(() -> saved.contains(after));
        }
        assertThat(saved).containsExactly(after);
        assertThat(updates(call)).hasSize(1);
    }

    @Test
    void aHealthyCallIsLeftAlone() {
        String call = "CAhealthy";
        String dead = "CAdead";
        publish(received(call));
        publish(received(dead));
        publish(new MediaEvent.StreamStarted(call, "MZ1"));
        publish(new MediaEvent.StreamStarted(dead, "MZ2"));
        Instant began = Instant.now();
        until(() -> {
            publish(new MediaEvent.MediaSeen(call, "MZ1", 50));
            return !updates(dead).isEmpty()
                    && Duration.between(began, Instant.now()).toMillis() > 4000;
        });
        publish(new Call.Ended(call, "completed", 5));
        until(() -> alerts(dead).size() == 2);
        assertThat(alerts(dead).getLast()).isEqualTo(new CallAlert.Redirected(dead, Trouble.NO_MEDIA));
        assertThat(updates(call)).isEmpty();
    }

    @Test
    void membersThatComeAndGoSaveEachCallOnce() {
        List<String> calls = IntStream.range(0, 24).mapToObj(i -> "CAmany" + i).toList();
        calls.forEach(call -> publish(received(call)));
        try (var second = member("watchdog-service")) {
            until(() -> calls.stream().anyMatch(call -> !updates(call).isEmpty()) || second.ready());
        }
        until(() -> calls.stream().allMatch(call -> alerts(call).size() == 1));
        assertThat(calls).allSatisfy(call -> assertThat(updates(call)).hasSize(1));
    }

    @Test
    void aFailureIsReported() {
        String call = "CArefused";
        twilio.answers(401, 20003);
        publish(received(call));
        until(() -> alerts(call).size() == 1);
        assertThat(alerts(call).getFirst())
                .isInstanceOfSatisfying(
                        CallAlert.RedirectFailed.class,
                        failed -> assertThat(failed.cause()).contains("401"));
        assertThat(updates(call)).hasSize(1);
        until(() -> metrics.counter("agentlocator.redirects", "reason", "stream_never_started", "result", "failed")
                        .count()
                == 1);
    }

    @Test
    void aClipIsNoSilenceHoweverLong() {
        String call = "CAclip";
        String dead = "CAclipdead";
        for (String each : List.of(call, dead)) {
            publish(received(each));
            publish(new MediaEvent.StreamStarted(each, "MZ1" + each));
            publish(new Reply.Sentence(each, 1, 0, 0, "חברת שי בע״מ, שלום."));
            publish(new Call.ReplyPlaying(each, 1, each.equals(call) ? 20_000 : 500));
            publish(new MediaEvent.StreamStopped(each, "MZ1" + each, MediaEvent.StopReason.STOPPED_BY_TWILIO, 1, 1));
        }
        until(() -> alerts(dead).size() == 1);
        assertThat(alerts(dead)).containsExactly(new CallAlert.Redirected(dead, Trouble.STREAM_NEVER_STARTED));
        assertThat(updates(call)).isEmpty();
        publish(new Call.Ended(call, "completed", 5));
    }

    @Test
    void operatorsSeeTheDeadlinesAndWhetherTwilioTakesTheSecrets() {
        assertThat(shownSettings.stream().map(each -> each.name() + "=" + each.value()))
                .contains("start_timeout=2", "no_media_timeout=2.5", "reply_mode=twiml");
        assertThat(checks.stream().map(OperatorCheck::name)).contains("twilio_secrets");
        until(() -> checks.stream().allMatch(check -> check.state().equals("ok")));
    }

    private WatchdogLog member(String group) {
        var rescue = new TwilioRescue(
                new LiveCalls(TwilioCredentials.of("ACtest", "secret"), twilio.url()),
                PublicUrl.parseOptional("voice.example"),
                Duration.ofMillis(100),
                Duration.ofSeconds(4));
        var member = new WatchdogLog(
                settings.deadlines(),
                Duration.ofSeconds(2),
                rescue,
                publisher::publish,
                (reason, result) -> {},
                Clock.systemUTC());
        member.start(
                reader -> logs.open(WatchdogLog.TOPICS, CallLog.Scope.shared(group), Duration.ofMinutes(15), reader));
        return member;
    }

    private WatchdogLog successor(List<String> saved) {
        Rescue rescue = new Rescue() {
            @Override
            public Result redirect(String callSid) {
                saved.add(callSid);
                return new Result.Done();
            }

            @Override
            public Result hangUp(String callSid) {
                return new Result.Done();
            }
        };
        var soon = Duration.ofMillis(100);
        var minute = Duration.ofMinutes(1);
        var deadlines =
                new Deadlines(soon, minute, minute, minute, soon, minute, minute, minute.multipliedBy(10), minute);
        var successor = new WatchdogLog(
                deadlines, Duration.ofSeconds(2), rescue, (alert, at) -> {}, (reason, result) -> {}, Clock.systemUTC());
        successor.start(reader ->
                logs.open(WatchdogLog.TOPICS, CallLog.Scope.shared("successor"), Duration.ofMinutes(15), reader));
        return successor;
    }

    private void publish(Event event) {
        producer.send(new EventCodec("test").encode(event, Instant.now(), null));
        producer.flush();
    }

    private static Call.Received received(String callSid) {
        return new Call.Received(callSid, "+972501234567", "+97235551234", Call.Direction.INBOUND, 500);
    }

    private static List<TwilioRestServer.Update> updates(String callSid) {
        return twilio.updates().stream()
                .filter(update -> update.callSid().equals(callSid))
                .toList();
    }

    private List<CallAlert> alerts(String callSid) {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", bootstrapServers, "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(Topic.CALL_ALERTS.topicName()).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            var ends = consumer.endOffsets(partitions);
            var alerts = new ArrayList<CallAlert>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(50)).forEach(record -> {
                    if (EventCodec.decode(record) instanceof DecodedRecord.Known(var meta, CallAlert alert)
                            && alert.callSid().equals(callSid)) {
                        alerts.add(alert);
                    }
                });
            }
            return alerts;
        }
    }

    private static void until(BooleanSupplier condition) {
        long latest = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > latest) {
                throw new AssertionError("did not come true within " + PATIENCE);
            }
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }
}

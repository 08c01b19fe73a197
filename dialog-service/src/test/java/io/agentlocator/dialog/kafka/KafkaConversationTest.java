package io.agentlocator.dialog.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentlocator.dialog.FixedPhrases;
import io.agentlocator.dialog.app.DialogPipeline;
import io.agentlocator.dialog.app.DialogService;
import io.agentlocator.dialog.hebrew.UtteranceReader;
import io.agentlocator.dialog.lead.LeadReader;
import io.agentlocator.dialog.lead.SlotQuestions;
import io.agentlocator.dialog.libphonenumber.IsraeliPhoneNumbers;
import io.agentlocator.dialog.models.ModelChain;
import io.agentlocator.dialog.models.ModelChain.Entry;
import io.agentlocator.dialog.scripted.ScriptedDialog;
import io.agentlocator.dialog.turns.ConversationRules;
import io.agentlocator.dialog.turns.TurnSettings;
import io.agentlocator.events.Call;
import io.agentlocator.events.CallEvent;
import io.agentlocator.events.CallOutcome;
import io.agentlocator.events.CallOutcome.Disposition;
import io.agentlocator.events.DecodedRecord;
import io.agentlocator.events.EventCodec;
import io.agentlocator.events.MediaEvent;
import io.agentlocator.events.Reply;
import io.agentlocator.events.Transcript;
import io.agentlocator.shell.breaker.Breaker;
import io.agentlocator.shell.kafka.CallLogFactory;
import io.agentlocator.shell.kafka.EventPublisher;
import io.agentlocator.testbed.infrastructure.KafkaTestResource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A conversation over real topics. The service dies in the middle, and another instance takes over. */
@QuarkusTest
@QuarkusTestResource(KafkaTestResource.class)
class KafkaConversationTest {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @Inject
    DialogService service;

    @Inject
    CallLogFactory logs;

    @Inject
    EventPublisher publisher;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    private final String call = "CA" + UUID.randomUUID().toString().replace("-", "");
    private final EventCodec codec = new EventCodec("the-test");
    private final List<CallEvent> written = new ArrayList<>();
    private final List<String> outcomeIds = new ArrayList<>();
    private KafkaProducer<String, byte[]> producer;
    private KafkaConsumer<String, byte[]> consumer;
    private int utterance;

    @BeforeEach
    void open() {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringSerializer(), new ByteArraySerializer());
        consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", bootstrapServers,
                        "group.id", call,
                        "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        consumer.subscribe(List.of("replies", "call-outcomes"));
    }

    @AfterEach
    void close() {
        producer.close();
        consumer.close();
    }

    @Test
    void fourTurnsWithADeathInTheMiddle() throws Exception {
        publish(new Call.Received(call, "+972525381648", "+97237654321", Call.Direction.INBOUND, 2400));
        publish(new MediaEvent.StreamStarted(call, "MZ1"));
        says("שלום, אני רוצה לקנות דירה");
        hears(1, "באיזה אזור?");
        says("ברמת גן");
        hears(2, "כמה חדרים?");

        service.events().close();
        // Said while no instance consumes.
        says("שלושה חדרים");
        try (var heir = heir()) {
            hears(3, "מה התקציב, בערך?");
            says("אפשר לדבר עם נציג");
            awaits(reply -> reply instanceof Reply.HangUp hangUp && hangUp.turn() == 4);
            publish(new MediaEvent.StreamStopped(call, "MZ1", MediaEvent.StopReason.AGENT_HUNG_UP, 10, 10));
            publish(new Call.Ended(call, "completed", 30));
            CallOutcome.Concluded outcome = (CallOutcome.Concluded) awaits(CallOutcome.Concluded.class::isInstance);
            assertThat(outcome.disposition()).isEqualTo(Disposition.WANTS_PERSON);
            assertThat(outcome.answers().area()).isEqualTo("רמת גן");
            assertThat(outcome.answers().rooms()).isEqualTo(3.0);
            assertThat(heir.events().ready()).isTrue();
        }
        assertThat(outcomeIds).containsExactly("outcome-" + call);
        // Each utterance is answered by one turn, and no sentence is said twice.
        var sentences = written.stream()
                .filter(Reply.Sentence.class::isInstance)
                .map(Reply.Sentence.class::cast)
                .toList();
        assertThat(sentences).extracting(Reply.Sentence::text).doesNotHaveDuplicates();
        assertThat(sentences).extracting(Reply.Sentence::answers).containsSequence(1, 1, 2, 2, 3, 3, 4, 4);
    }

    private DialogPipeline heir() {
        var phrases = new FixedPhrases("שי דירות ומשרדים");
        var leads =
                new LeadReader(new UtteranceReader(new IsraeliPhoneNumbers()), new SlotQuestions(phrases.questions()));
        var heir = new DialogPipeline(
                new ConversationRules(TurnSettings.DEFAULTS, phrases, leads),
                new ModelChain(List.of(new Entry(
                        "scripted",
                        "scripted",
                        new ScriptedDialog(phrases, leads),
                        new Breaker(ModelChain.BREAKER, System::nanoTime)))),
                publisher,
                new SimpleMeterRegistry());
        heir.open(logs);
        return heir;
    }

    private void publish(CallEvent event) throws Exception {
        producer.send(codec.encode(event, Instant.now(), null)).get();
    }

    private void says(String words) throws Exception {
        publish(new Transcript.Final(call, ++utterance, words, 0.9, 0, 900, 100, "the-test"));
    }

    /** Waits for the question, then reports the turn's playback. */
    private void hears(int turn, String question) throws Exception {
        awaits(event -> event instanceof Reply.Sentence sentence
                && sentence.turn() == turn
                && sentence.text().equals(question));
        awaits(event -> event instanceof Reply.Completed done && done.turn() == turn);
        publish(new MediaEvent.PlaybackStarted(call, turn));
        publish(new MediaEvent.PlaybackFinished(call, turn, 1200));
    }

    private CallEvent awaits(Predicate<CallEvent> wanted) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            Optional<CallEvent> found = written.stream().filter(wanted).findFirst();
            if (found.isPresent()) {
                return found.get();
            }
            consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                if (EventCodec.decode(record) instanceof DecodedRecord.Known known
                        && known.event() instanceof CallEvent event
                        && event.callSid().equals(call)) {
                    written.add(event);
                    if (event instanceof CallOutcome) {
                        outcomeIds.add(known.meta().id());
                    }
                }
            });
        }
        throw new AssertionError("not published within " + PATIENCE + "; published: " + written);
    }
}

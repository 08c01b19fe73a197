package io.agentlocator.testbed.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentlocator.events.Call;
import io.agentlocator.events.Event;
import io.agentlocator.events.Transcript;
import io.agentlocator.testbed.google.Fault;
import io.agentlocator.testbed.openai.ChatAnswer;
import io.agentlocator.testbed.openai.Exchange;
import io.agentlocator.testbed.openai.SmallTalk;
import io.agentlocator.testbed.otlp.OtlpCollector;
import io.grpc.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Calls with simulated Google and OpenAI, including the faults of production, judged by what the caller hears: no silence
 * in which the caller waits for the agent is longer than the scenario allows.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class VendorsTest {

    private static final String HAIFA = "שלום, אני מחפש דירה לקנייה בחיפה";
    private static final CallScenario TALK = CallScenario.named("talk");

    private final OtlpCollector collector = OtlpCollector.start();
    private Stage stage;
    private TracesOfTurns traces;

    @BeforeAll
    void start() {
        Path root = Path.of(System.getProperty("suite.root", "../.."))
                .toAbsolutePath()
                .normalize();
        var settings = new SuiteSettings(
                root,
                Path.of("target/vendors").toAbsolutePath(),
                false,
                Map.of(
                        "DRAIN_SECONDS",
                        "4",
                        "DRAIN_SETTLE_SECONDS",
                        "3",
                        "OTEL_EXPORTER_OTLP_ENDPOINT",
                        collector.endpoint()));
        stage = Stage.open(settings, new Vendors(new SmallTalk()), line -> System.out.println(">> " + line));
        traces = new TracesOfTurns(stage, collector, Service.MEDIA_INGEST);
        CallsAtOnce.warm(stage);
    }

    @AfterEach
    void clearFaults() {
        stage.vendors().clearFaults();
    }

    @AfterEach
    void noTraceTellsWhatWasSaid() {
        traces.assertNothingSaidIsTold();
    }

    @AfterAll
    void end() {
        if (stage != null) {
            stage.close();
        }
        collector.close();
    }

    @Test
    void callsGoAsTheirStoriesSayAllAtOnce() {
        play(
                CallScenario.named("silent"),
                CallScenario.named("hangs-up"),
                CallScenario.named("no-stream"),
                CallScenario.named("socket-dies"),
                TALK);
    }

    @Test
    void aSlowModelIsBridgedByAFillerAndASecondModel() {
        stage.vendors()
                .openai()
                .faulty(
                        asksAboutHaifa().and(exchange -> exchange.model().equals("gpt-4o-mini")),
                        answer -> answer.firstWordAfter(Duration.ofSeconds(5)));

        play(TALK.openingWith(HAIFA), TALK);

        assertThat(stage.vendors().openai().exchanges())
                .as("the second model was asked in its place")
                .anyMatch(asksAboutHaifa().and(exchange -> exchange.model().equals("gpt-4o")));
        assertThat(switches(Service.DIALOG_SERVICE, "language_model")).isPositive();
    }

    @Test
    void theScriptGoesOnWhenNoModelAnswers() {
        whenHeard(2, () -> stage.vendors().openai().faulty(Exchange::chat, answer -> ChatAnswer.error(503)));

        play(TALK, TALK.openingWith(HAIFA));

        assertThat(switches(Service.DIALOG_SERVICE, "language_model")).isPositive();
    }

    @Test
    void aSecondRecogniserListensWhenTheFirstIsDown() {
        int before = transcriptions();
        whenHeard(2, () -> {
            stage.vendors().google().faults().always(Fault.Method.STREAMING_RECOGNIZE, Fault.Fails.unavailable());
            stage.vendors().google().breakRecognition(Status.Code.UNAVAILABLE, "The service is currently unavailable.");
        });

        play(TALK, TALK.openingWith(HAIFA));

        assertThat(transcriptions()).as("OpenAI has listened").isGreaterThan(before);
        assertThat(switches(Service.SPEECH_SERVICE, "recognizer")).isPositive();
    }

    @Test
    void aMessageIsTakenWhenNobodyHears() {
        stage.vendors().google().faults().always(Fault.Method.STREAMING_RECOGNIZE, Fault.Fails.unavailable());
        stage.vendors().google().breakRecognition(Status.Code.UNAVAILABLE, "The service is currently unavailable.");
        stage.vendors().openai().faulty(Exchange::transcription, answer -> ChatAnswer.error(503));

        play(CallScenario.named("unheard"));
    }

    /** Runs first: phrases are cached once spoken, and then need no voice. */
    @Test
    @Order(1)
    void anotherVoiceSpeaksWhenTheFirstIsSilentAndTheSecondFails() {
        whenHeard(2, () -> {
            var faults = stage.vendors().google().faults();
            faults.always(Fault.Method.STREAMING_SYNTHESIZE, new Fault.Silent());
            faults.always(Fault.Method.SYNTHESIZE, Fault.Fails.unavailable());
        });

        play(TALK, TALK.openingWith(HAIFA));

        assertThat(stage.vendors().openai().exchanges()).as("OpenAI has spoken").anyMatch(Exchange::speech);
        assertThat(switches(Service.SPEECH_SERVICE, "synthesizer")).isPositive();
    }

    /**
     * As in a rolling update: a service restores its calls from the topics, and a caller whose socket must be closed is
     * connected to another instance.
     */
    @Test
    void everyServiceIsRestartedInTurnUnderLiveCalls() {
        var result = new RollingRestart(stage, CallScenario.named("talk-on"), Duration.ofMinutes(2))
                .under(2, line -> System.out.println(">> " + line));

        result.rolled().forEach(rolled -> System.out.println(">> " + rolled));
        result.silences().reversed().stream().limit(3).forEach(silence -> System.out.println(">> " + silence));
        assertThat(result.lost()).isEmpty();
        assertThat(result.calls().stream()
                        .flatMap(call -> stage.ledger().ofCall(call.callSid()).stream())
                        .map(Ledger.Entry::event))
                .as("a caller was brought back")
                .anyMatch(event ->
                        event instanceof Call.StreamEnded ended && ended.continuation() == Call.Continuation.RECONNECT);
        // An instance that takes a call over restores its traces from the topics.
        result.calls().forEach(call -> traces.assertOneForEachAnswer(call.callSid(), 1));
        assertThat(result.rolled())
                .as("each ended by itself")
                .hasSize(Service.values().length)
                .allMatch(rolled -> rolled.endedAfter().isPresent());
    }

    private void play(CallScenario... scenarios) {
        List<CallScenario> played = List.of(scenarios);
        List<ScenarioRun.Result> results = CallsAtOnce.play(stage, played, callSid -> {});
        CallsAtOnce.assertAsExpected(played, results);
        results.forEach(traces::assertOneForEachAnswer);
    }

    /** Runs once, when the given number of utterances of any call have been recognised. */
    private void whenHeard(int utterance, Runnable outage) {
        var done = new AtomicBoolean();
        Predicate<Event> due = event -> event instanceof Transcript.Final words && words.utterance() == utterance;
        stage.ledger().watch(entry -> {
            if (due.test(entry.event()) && done.compareAndSet(false, true)) {
                outage.run();
            }
        });
    }

    private int transcriptions() {
        return (int) stage.vendors().openai().exchanges().stream()
                .filter(Exchange::transcription)
                .count();
    }

    private static Predicate<Exchange> asksAboutHaifa() {
        return exchange -> exchange.chat() && exchange.body().toString().contains("חיפה");
    }

    private long switches(Service service, String role) {
        try (var lines = Files.lines(stage.suite().service(service).log())) {
            return lines.filter(line -> line.contains("VENDOR_SWITCHED") && line.contains("role=" + role))
                    .count();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}

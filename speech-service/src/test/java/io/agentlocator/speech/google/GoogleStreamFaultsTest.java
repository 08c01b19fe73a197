package io.agentlocator.speech.google;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentlocator.speech.roles.EngineFailure;
import io.agentlocator.testbed.google.Fault;
import io.agentlocator.testbed.google.Journal;
import io.agentlocator.testbed.google.SimulatorSettings;
import io.grpc.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams and connections that break, against the simulator, whose words are exact. */
@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
class GoogleStreamFaultsTest {

    private static final Duration SOON = Duration.ofSeconds(5);
    private static final GoogleSettings.Streams LONG = TestSettings.streams(240_000, 285_000, 3_000);

    private final SimulatedGoogle google = new SimulatedGoogle();

    @AfterEach
    void close() throws Exception {
        google.close();
    }

    /** With the vendor's real limit of five minutes; the caller speaks twelve times as fast. */
    @Test
    void sixMinutesWithManyFaultsAreRecognizedWordForWord() throws Exception {
        var settings = SimulatorSettings.DEFAULT
                .withFinals(Duration.ofMillis(12), Duration.ofMillis(60))
                .withRefused(Set.of("adaptation"));
        var simulator = google.simulator(settings);
        // The caller's clock is twelve times as fast; the recogniser's time limits are shorter by the same factor.
        var times = new GoogleSettings.Streams(
                Duration.ofSeconds(240),
                Duration.ofSeconds(285),
                Duration.ofMillis(300),
                Duration.ofMillis(400),
                Duration.ofSeconds(10),
                3,
                Duration.ofMillis(8),
                Duration.ofMillis(160),
                Duration.ofMillis(250),
                Duration.ofMillis(100),
                Duration.ofSeconds(3));
        var recognizer = google.recognizer(simulator, Map.of("GOOGLE_SPEECH_PHRASES", "רחוב דיזנגוף;לאה"), times);
        // Loading the library would take twelve seconds of the caller, so another call is made first.
        try (var before = new GoogleSpeechRecognizer(TestSettings.of(simulator, Map.of()))) {
            var first = new TimelineCaller(simulator, 4);
            try (var live = before.open("CA0", first)) {
                first.says(live, "שלום שלום");
                first.pauses(live, 1000);
                TimelineCaller.await(
                        SOON, "the first call's words", () -> !first.settled().isEmpty());
            }
        }
        var faults = simulator.faults();
        for (var fault : List.of(
                // The first stream is refused for its phrases; the next ones live for a while.
                new Fault.Fails(Status.Code.INVALID_ARGUMENT, "not for this model", Duration.ZERO),
                new Fault.Fails(Status.Code.ABORTED, "Stream timed out.", Duration.ofSeconds(21)),
                new Fault.Fails(Status.Code.OUT_OF_RANGE, "Audio Timeout Error", Duration.ofSeconds(17)),
                Fault.Fails.unavailable(),
                new Fault.Fails(Status.Code.RESOURCE_EXHAUSTED, "Quota exceeded", Duration.ofSeconds(13)),
                new Fault.Deaf())) {
            faults.next(Fault.Method.STREAMING_RECOGNIZE, fault);
        }
        var caller = new TimelineCaller(simulator, 12);
        var said = new ArrayList<String>();
        try (var live = recognizer.open("CA1", caller)) {
            for (int i = 0; caller.nowMs() < 362_000; i++) {
                var text = "משפט" + i + " על דירה" + i + " ברחוב" + i + " בתל" + i + " אביב" + i;
                said.add(text);
                caller.says(live, text);
                caller.pauses(live, i == 30 ? 20_000 : 900 + i % 5 * 300);
            }
            caller.pauses(live, 1500);
            TimelineCaller.await(SOON, "the last word", () -> caller.settled().endsWith(said.getLast()));
            assertThat(caller.settled()).isEqualTo(String.join(" ", said));
            assertThat(caller.nowMs()).isGreaterThan(360_000);
        }
        TimelineCaller.await(
                SOON,
                "the end of the last stream",
                () -> simulator.journal().streams().stream()
                        .anyMatch(stream -> stream.end().equals("CANCELLED")));
        assertThat(simulator.journal().streams())
                .extracting(Journal.Stream::end)
                .contains("INVALID_ARGUMENT", "ABORTED", "OUT_OF_RANGE", "UNAVAILABLE", "RESOURCE_EXHAUSTED", "OK");
        assertThat(simulator.journal().streams())
                .as("one that grew old was renewed before the vendor ended it")
                .anySatisfy(stream -> {
                    assertThat(stream.audioMs()).isBetween(225_000L, 290_000L);
                    assertThat(stream.end()).isEqualTo("OK");
                })
                .filteredOn(stream -> stream.audioMs() > 290_000)
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ABORTED", "OUT_OF_RANGE", "UNAVAILABLE", "RESOURCE_EXHAUSTED", "INTERNAL"})
    void aStreamThatBreaksWithinASentenceIsReplacedWithoutLoss(String code) throws Exception {
        var simulator = google.simulator(SimulatorSettings.DEFAULT);
        var recognizer = google.recognizer(simulator, Map.of(), LONG);
        var caller = new TimelineCaller(simulator, 4);
        simulator
                .faults()
                .next(
                        Fault.Method.STREAMING_RECOGNIZE,
                        new Fault.Fails(Status.Code.valueOf(code), "broken", Duration.ofMillis(3200)));
        simulator.faults().next(Fault.Method.STREAMING_RECOGNIZE, Fault.Fails.unavailable());
        try (var live = recognizer.open("CA1", caller)) {
            caller.says(live, "משפט ראשון");
            caller.pauses(live, 1500);
            caller.says(live, "תקציב של שני מיליון שקל בערך");
            caller.pauses(live, 1500);
            TimelineCaller.await(SOON, "second sentence", () -> caller.settled().endsWith("בערך"));
            assertThat(caller.settled()).isEqualTo("משפט ראשון תקציב של שני מיליון שקל בערך");
            assertThat(caller.failures).isEmpty();
        }
    }

    @Test
    void anOutageIsReportedInTimeAndRecoveryFollows() throws Exception {
        var simulator = google.simulator(SimulatorSettings.DEFAULT);
        var recognizer = google.recognizer(simulator, Map.of(), LONG);
        var caller = new TimelineCaller(simulator, 1);
        simulator.faults().always(Fault.Method.STREAMING_RECOGNIZE, Fault.Fails.unavailable());
        long start = System.nanoTime();
        try (var live = recognizer.open("CA1", caller)) {
            TimelineCaller.await(Duration.ofMillis(1500), "failure", () -> !caller.failures.isEmpty());
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(1500));
            assertThat(caller.failures).singleElement().matches(EngineFailure::recoverable);
            simulator.faults().clear();
            TimelineCaller.await(SOON, "heard again", () -> {
                caller.says(live, "עכשיו שומעים");
                caller.pauses(live, 1000);
                return caller.settled().contains("עכשיו שומעים");
            });
        }
    }

    @Test
    void manyCallsInAnOutageOpenFewStreams() throws Exception {
        var simulator = google.simulator(SimulatorSettings.DEFAULT);
        var recognizer = google.recognizer(simulator, Map.of(), LONG);
        simulator.faults().always(Fault.Method.STREAMING_RECOGNIZE, Fault.Fails.unavailable());
        var callers = new ArrayList<TimelineCaller>();
        for (int i = 0; i < 40; i++) {
            var caller = new TimelineCaller(simulator, 1);
            callers.add(caller);
            google.open(recognizer.open("CA" + i, caller));
        }
        TimelineCaller.await(
                Duration.ofSeconds(3),
                "all failures are reported",
                () -> callers.stream().noneMatch(caller -> caller.failures.isEmpty()));
        long asked = simulator.journal().streams().size();
        long until = System.nanoTime() + Duration.ofSeconds(2).toNanos();
        TimelineCaller.await(SOON, "two seconds", () -> System.nanoTime() > until);
        assertThat(simulator.journal().streams().size() - asked).isLessThan(8);
    }

    @Test
    void refusedCredentialsAreReportedOnceAndNotRetried() throws Exception {
        var simulator = google.simulator(SimulatorSettings.DEFAULT);
        var recognizer = google.recognizer(simulator, Map.of(), LONG);
        simulator
                .faults()
                .always(
                        Fault.Method.STREAMING_RECOGNIZE,
                        new Fault.Fails(Status.Code.PERMISSION_DENIED, "no", Duration.ZERO));
        var caller = new TimelineCaller(simulator, 4);
        try (var live = recognizer.open("CA1", caller)) {
            caller.says(live, "שלום שלום שלום שלום");
            TimelineCaller.await(SOON, "failure", () -> !caller.failures.isEmpty());
            caller.pauses(live, 2000);
            assertThat(caller.failures).singleElement().matches(failure -> !failure.recoverable());
            assertThat(simulator.journal().streams()).hasSize(1);
        }
    }

    @Test
    void aStreamWithoutAnyAnswerIsReplaced() throws Exception {
        var simulator = google.simulator(SimulatorSettings.DEFAULT);
        var recognizer = google.recognizer(simulator, Map.of(), TestSettings.streams(240_000, 285_000, 700));
        var caller = new TimelineCaller(simulator, 1);
        simulator.faults().next(Fault.Method.STREAMING_RECOGNIZE, new Fault.HalfOpen());
        try (var live = recognizer.open("CA1", caller)) {
            caller.says(live, "האם מישהו שומע אותי בכלל");
            caller.pauses(live, 1000);
            TimelineCaller.await(SOON, "words", () -> caller.settled().equals("האם מישהו שומע אותי בכלל"));
        }
    }

    @Test
    void aStreamThatMissesShortAnswersIsReplaced() throws Exception {
        var simulator = google.simulator(SimulatorSettings.DEFAULT);
        var recognizer = google.recognizer(simulator, Map.of(), TestSettings.streams(240_000, 285_000, 1_200));
        var caller = new TimelineCaller(simulator, 2);
        simulator.faults().next(Fault.Method.STREAMING_RECOGNIZE, new Fault.Deaf());
        try (var live = recognizer.open("CA1", caller)) {
            var said = new ArrayList<String>();
            for (int i = 0; i < 5; i++) {
                said.add("כן, בטח" + i);
                caller.says(live, said.getLast());
                caller.pauses(live, 900);
            }
            TimelineCaller.await(SOON, "words", () -> caller.settled().equals(String.join(" ", said)));
        }
    }

    /** Within a sentence the network drops the connection; both ends believe that it is open. */
    @Test
    void aConnectionThatIsHalfOpenIsReplaced() throws Exception {
        var simulator = google.simulator(SimulatorSettings.DEFAULT);
        var relay = google.relay(simulator);
        var recognizer = google.recognizer(
                simulator,
                Map.of("GOOGLE_SPEECH_ENDPOINT", relay.endpoint()),
                TestSettings.streams(240_000, 285_000, 700));
        var caller = new TimelineCaller(simulator, 1);
        try (var live = recognizer.open("CA1", caller)) {
            caller.says(live, "משפט ראשון");
            caller.pauses(live, 1000);
            TimelineCaller.await(SOON, "first sentence", () -> caller.settled().equals("משפט ראשון"));
            relay.freeze();
            caller.says(live, "האם מישהו עדיין שומע אותי בכלל");
            TimelineCaller.await(Duration.ofSeconds(15), "second sentence", () -> {
                caller.pauses(live, 500);
                return caller.settled().equals("משפט ראשון האם מישהו עדיין שומע אותי בכלל");
            });
        }
    }

    @Test
    void aConnectionThatIsResetIsReplaced() throws Exception {
        var simulator = google.simulator(SimulatorSettings.DEFAULT);
        var relay = google.relay(simulator);
        var recognizer = google.recognizer(simulator, Map.of("GOOGLE_SPEECH_ENDPOINT", relay.endpoint()), LONG);
        var caller = new TimelineCaller(simulator, 1);
        try (var live = recognizer.open("CA1", caller)) {
            caller.says(live, "משפט ראשון");
            caller.pauses(live, 300);
            relay.reset();
            caller.says(live, "ומיד אחריו משפט שני");
            caller.pauses(live, 1500);
            TimelineCaller.await(SOON, "both", () -> caller.settled().equals("משפט ראשון ומיד אחריו משפט שני"));
            assertThat(relay.connections()).isGreaterThan(1);
        }
    }
}

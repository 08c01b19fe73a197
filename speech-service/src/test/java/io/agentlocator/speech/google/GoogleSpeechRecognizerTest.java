package io.agentlocator.speech.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentlocator.speech.audio.PcmAudio;
import io.agentlocator.speech.roles.EngineFailure;
import io.agentlocator.testbed.google.Fault;
import io.agentlocator.testbed.google.GoogleSimulator;
import io.agentlocator.testbed.google.Journal;
import io.agentlocator.testbed.google.SimulatorSettings;
import io.agentlocator.testbed.google.SyntheticVoice;
import io.grpc.Status;
import java.io.IOException;
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

/** The vendor's own client library against the simulator, whose words are exact: a lost or doubled word fails the test. */
@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
class GoogleSpeechRecognizerTest {

    private static final Duration SOON = Duration.ofSeconds(5);
    private static final GoogleSettings.Streams LONG = TestSettings.streams(240_000, 285_000, 3_000);

    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (var one : open.reversed()) {
            one.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"v2/eu/chirp_3", "v2/us/chirp_3", "v1/global/default"})
    void anUtteranceIsRecognizedInterimFirst(String model) throws Exception {
        var simulator = simulator(SimulatorSettings.DEFAULT);
        var recognizer = recognizer(simulator, Map.of("GOOGLE_SPEECH_CHAIN", model), LONG);
        var caller = new TimelineCaller(simulator, 4);
        try (var live = recognizer.open("CA1", caller)) {
            caller.pauses(live, 500);
            caller.says(live, "שלום, אני מחפשת דירה בתל אביב");
            long endMs = caller.nowMs();
            caller.pauses(live, 1500);
            TimelineCaller.await(SOON, "final", () -> !caller.settled().isEmpty());
            var last = caller.received.getLast();
            assertThat(last.text()).isEqualTo("שלום, אני מחפשת דירה בתל אביב");
            assertThat(last.confidence()).isGreaterThan(0.9);
            assertThat(last.endMs()).isBetween(endMs - 40, endMs + 40);
            assertThat(caller.received).filteredOn(words -> !words.settled()).hasSizeGreaterThan(2);
        }
        TimelineCaller.await(SOON, "end", () -> !simulator.journal().streams().isEmpty());
        assertThat(simulator.journal().streams().getFirst().language()).isEqualTo("iw-IL");
        assertThat(recognizer.engine()).isEqualTo("google/" + model);
    }

    @ParameterizedTest
    @ValueSource(strings = {"v2/eu/chirp_3", "v1/global/default"})
    void aLongCallOverManyStreamsLosesAndDoublesNoWord(String model) throws Exception {
        var simulator = simulator(
                SimulatorSettings.DEFAULT.withTimeScale(15).withFinals(Duration.ofMillis(30), Duration.ofMillis(100)));
        var recognizer = recognizer(
                simulator, Map.of("GOOGLE_SPEECH_CHAIN", model), TestSettings.streams(14_000, 18_600, 3_000));
        var caller = new TimelineCaller(simulator, 8);
        var said = new ArrayList<String>();
        try (var live = recognizer.open("CA1", caller)) {
            for (int i = 0; i < 28; i++) {
                var text = "משפט" + i + " על דירה" + i + " ברחוב" + i;
                said.add(text);
                caller.says(live, text);
                caller.pauses(live, 700 + i % 4 * 200);
            }
            caller.pauses(live, 1000);
            TimelineCaller.await(SOON, "all words", () -> caller.settled().endsWith("ברחוב27"));
            assertThat(caller.settled()).isEqualTo(String.join(" ", said));
            assertThat(caller.failures).isEmpty();
        }
        var streams = simulator.journal().streams();
        assertThat(streams).hasSizeGreaterThan(3);
        assertThat(streams.subList(0, streams.size() - 1))
                .extracting(Journal.Stream::end)
                .containsOnly("OK");
    }

    /** With the vendor's real limit of five minutes; the caller speaks twelve times as fast. */
    @Test
    void sixMinutesWithManyFaultsAreRecognizedWordForWord() throws Exception {
        var settings = SimulatorSettings.DEFAULT
                .withFinals(Duration.ofMillis(12), Duration.ofMillis(60))
                .withRefused(Set.of("adaptation"));
        var simulator = simulator(settings);
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
        var recognizer = recognizer(simulator, Map.of("GOOGLE_SPEECH_PHRASES", "רחוב דיזנגוף;לאה"), times);
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

    @Test
    void oneWhoNeverPausesIsHeardOnOverTheLimitOfAStream() throws Exception {
        var simulator = simulator(
                SimulatorSettings.DEFAULT.withTimeScale(30).withFinals(Duration.ofMillis(30), Duration.ofMillis(60)));
        var recognizer = recognizer(simulator, Map.of(), TestSettings.streams(5_000, 6_000, 3_000));
        var caller = new TimelineCaller(simulator, 5);
        var text = new StringBuilder();
        for (int i = 0; i < 30; i++) {
            text.append("אחת").append(i).append(" שתיים").append(i).append(i % 3 == 2 ? ", " : " ");
        }
        var said = text.toString().strip().replaceAll(",$", "");
        try (var live = recognizer.open("CA1", caller)) {
            caller.says(live, said);
            caller.pauses(live, 1500);
            TimelineCaller.await(SOON, "last word", () -> caller.settled().endsWith("שתיים29"));
            assertThat(caller.settled()).isEqualTo(said);
        }
        TimelineCaller.await(
                SOON, "streams", () -> simulator.journal().streams().size() > 3);
        assertThat(simulator.journal().streams())
                .filteredOn(stream -> !stream.finals().isEmpty())
                .extracting(Journal.Stream::end)
                .doesNotContain("ABORTED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ABORTED", "OUT_OF_RANGE", "UNAVAILABLE", "RESOURCE_EXHAUSTED", "INTERNAL"})
    void aStreamThatBreaksWithinASentenceIsReplacedWithoutLoss(String code) throws Exception {
        var simulator = simulator(SimulatorSettings.DEFAULT);
        var recognizer = recognizer(simulator, Map.of(), LONG);
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
        var simulator = simulator(SimulatorSettings.DEFAULT);
        var recognizer = recognizer(simulator, Map.of(), LONG);
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
        var simulator = simulator(SimulatorSettings.DEFAULT);
        var recognizer = recognizer(simulator, Map.of(), LONG);
        simulator.faults().always(Fault.Method.STREAMING_RECOGNIZE, Fault.Fails.unavailable());
        var callers = new ArrayList<TimelineCaller>();
        for (int i = 0; i < 40; i++) {
            var caller = new TimelineCaller(simulator, 1);
            callers.add(caller);
            open.add(recognizer.open("CA" + i, caller));
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
    void aRefusedFeatureIsLeftOutFromThenOn() throws Exception {
        var simulator = simulator(SimulatorSettings.DEFAULT.withRefused(Set.of("adaptation")));
        var recognizer = recognizer(simulator, Map.of("GOOGLE_SPEECH_PHRASES", "רחוב דיזנגוף;לאה"), LONG);
        for (int call = 1; call <= 2; call++) {
            var caller = new TimelineCaller(simulator, 4);
            try (var live = recognizer.open("CA" + call, caller)) {
                caller.says(live, "רחוב דיזנגוף");
                caller.pauses(live, 1200);
                TimelineCaller.await(SOON, "words", () -> caller.settled().equals("רחוב דיזנגוף"));
                assertThat(caller.failures).isEmpty();
            }
        }
        assertThat(simulator.journal().streams())
                .filteredOn(stream -> stream.end().equals("INVALID_ARGUMENT"))
                .hasSize(1);
    }

    @Test
    void anUnknownModelIsReplacedByTheNext() throws Exception {
        var simulator = simulator(SimulatorSettings.DEFAULT);
        var recognizer =
                recognizer(simulator, Map.of("GOOGLE_SPEECH_CHAIN", "v2/eu/telephony,v1/global/default"), LONG);
        var caller = new TimelineCaller(simulator, 4);
        try (var live = recognizer.open("CA1", caller)) {
            caller.says(live, "כן בבקשה");
            caller.pauses(live, 1200);
            TimelineCaller.await(SOON, "words", () -> caller.settled().equals("כן בבקשה"));
        }
        assertThat(recognizer.engine()).isEqualTo("google/v1/global/default");
    }

    @Test
    void theProbeFindsAModelOrNamesTheCauses() throws Exception {
        var simulator = simulator(SimulatorSettings.DEFAULT);
        var good = recognizer(simulator, Map.of("GOOGLE_SPEECH_CHAIN", "v2/me-west1/chirp_3,v1/global/default"), LONG);
        good.probe();
        assertThat(good.engine()).isEqualTo("google/v1/global/default");
        var wrongLanguage = recognizer(simulator, Map.of("GOOGLE_SPEECH_LANGUAGE", "he-IL"), LONG);
        assertThatThrownBy(wrongLanguage::probe)
                .isInstanceOf(EngineFailure.class)
                .hasMessageContaining("v2/eu/chirp_3 INVALID_ARGUMENT")
                .hasMessageContaining("v1/global/default INVALID_ARGUMENT");
        simulator
                .faults()
                .always(
                        Fault.Method.STREAMING_RECOGNIZE,
                        new Fault.Fails(Status.Code.UNAUTHENTICATED, "expired", Duration.ZERO));
        assertThatThrownBy(good::probe)
                .isInstanceOfSatisfying(
                        EngineFailure.class,
                        failure -> assertThat(failure.recoverable()).isFalse());
    }

    @Test
    void refusedCredentialsAreReportedOnceAndNotRetried() throws Exception {
        var simulator = simulator(SimulatorSettings.DEFAULT);
        var recognizer = recognizer(simulator, Map.of(), LONG);
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
        var simulator = simulator(SimulatorSettings.DEFAULT);
        var recognizer = recognizer(simulator, Map.of(), TestSettings.streams(240_000, 285_000, 700));
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
        var simulator = simulator(SimulatorSettings.DEFAULT);
        var recognizer = recognizer(simulator, Map.of(), TestSettings.streams(240_000, 285_000, 1_200));
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

    @Test
    void aCallWithoutSoundKeepsItsStream() throws Exception {
        // The vendor's limit of ten seconds without a request is one second here.
        var simulator = simulator(SimulatorSettings.DEFAULT.withTimeScale(10));
        var recognizer = recognizer(simulator, Map.of(), LONG);
        var caller = new TimelineCaller(simulator, 4);
        try (var live = recognizer.open("CA1", caller)) {
            caller.says(live, "לפני השתיקה");
            long until = System.nanoTime() + Duration.ofSeconds(3).toNanos();
            TimelineCaller.await(SOON, "three seconds", () -> System.nanoTime() > until);
            long from = caller.nowMs();
            caller.says(live, "אחרי השתיקה");
            long endMs = caller.nowMs();
            caller.pauses(live, 1500);
            TimelineCaller.await(SOON, "words", () -> caller.settled().equals("לפני השתיקה אחרי השתיקה"));
            assertThat(caller.received.getLast().endMs()).isGreaterThan(from).isBetween(endMs - 40, endMs + 40);
        }
        assertThat(simulator.journal().streams())
                .noneMatch(stream -> stream.end().equals("ABORTED"));
    }

    @Test
    void nothingIsReportedAfterClose() throws Exception {
        var simulator = simulator(SimulatorSettings.DEFAULT.withFinals(Duration.ofMillis(400), Duration.ofMillis(500)));
        var recognizer = recognizer(simulator, Map.of(), LONG);
        var caller = new TimelineCaller(simulator, 8);
        var live = recognizer.open("CA1", caller);
        caller.says(live, "משפט שייקטע");
        caller.pauses(live, 800);
        live.close();
        int before = caller.received.size();
        long until = System.nanoTime() + Duration.ofMillis(800).toNanos();
        TimelineCaller.await(SOON, "the late final", () -> System.nanoTime() > until);
        assertThat(caller.received).hasSize(before);
        assertThat(caller.settled()).isEmpty();
        live.audio(new byte[800], 0, true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"v2/eu/chirp_3", "v1/global/default"})
    void aWholePieceIsRecognized(String model) throws Exception {
        var simulator = simulator(SimulatorSettings.DEFAULT.withRefused(Set.of("automatic_punctuation")));
        var recognizer = recognizer(simulator, Map.of("GOOGLE_SPEECH_CHAIN", model), LONG);
        var clip = SyntheticVoice.say("השאירו לי הודעה", "caller");
        simulator.know("השאירו לי הודעה", clip);
        var whole = recognizer.utterances();
        var heard = whole.recognize(PcmAudio.ofMuLaw(clip));
        assertThat(heard.text()).isEqualTo("השאירו לי הודעה");
        assertThat(heard.understood()).isTrue();
        assertThat(whole.recognize(PcmAudio.ofMuLaw(SyntheticVoice.say("זר", "other")))
                        .understood())
                .isFalse();
    }

    @Test
    void aWholePieceFailsWithinItsTimeLimit() throws Exception {
        var simulator = simulator(SimulatorSettings.DEFAULT);
        var whole = recognizer(simulator, Map.of(), LONG).utterances();
        var sound = PcmAudio.ofMuLaw(new byte[800]);
        simulator.faults().next(Fault.Method.RECOGNIZE, Fault.Fails.unavailable());
        assertThatThrownBy(() -> whole.recognize(sound))
                .isInstanceOfSatisfying(
                        EngineFailure.class,
                        failure -> assertThat(failure.recoverable()).isTrue());
        simulator.faults().next(Fault.Method.RECOGNIZE, new Fault.HalfOpen());
        long start = System.nanoTime();
        assertThatThrownBy(() -> whole.recognize(sound)).isInstanceOf(EngineFailure.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(6));
    }

    /** Within a sentence the network drops the connection; both ends believe that it is open. */
    @Test
    void aConnectionThatIsHalfOpenIsReplaced() throws Exception {
        var simulator = simulator(SimulatorSettings.DEFAULT);
        var relay = relay(simulator);
        var recognizer = recognizer(
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
        var simulator = simulator(SimulatorSettings.DEFAULT);
        var relay = relay(simulator);
        var recognizer = recognizer(simulator, Map.of("GOOGLE_SPEECH_ENDPOINT", relay.endpoint()), LONG);
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

    private Relay relay(GoogleSimulator simulator) throws IOException {
        var relay = new Relay(simulator.endpoint());
        open.add(relay);
        return relay;
    }

    private GoogleSimulator simulator(SimulatorSettings settings) throws IOException {
        var simulator = GoogleSimulator.start(0, settings);
        open.add(simulator);
        return simulator;
    }

    private GoogleSpeechRecognizer recognizer(
            GoogleSimulator simulator, Map<String, String> variables, GoogleSettings.Streams streams) {
        var recognizer =
                new GoogleSpeechRecognizer(TestSettings.of(simulator, variables).with(streams));
        open.add(recognizer);
        return recognizer;
    }
}

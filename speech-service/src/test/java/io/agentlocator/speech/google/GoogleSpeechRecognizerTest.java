package io.agentlocator.speech.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentlocator.speech.audio.PcmAudio;
import io.agentlocator.speech.roles.EngineFailure;
import io.agentlocator.testbed.google.Fault;
import io.agentlocator.testbed.google.Journal;
import io.agentlocator.testbed.google.SimulatorSettings;
import io.agentlocator.testbed.google.SyntheticVoice;
import io.grpc.Status;
import java.time.Duration;
import java.util.ArrayList;
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

    private final SimulatedGoogle google = new SimulatedGoogle();

    @AfterEach
    void close() throws Exception {
        google.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"v2/eu/chirp_3", "v2/us/chirp_3", "v1/global/default"})
    void anUtteranceIsRecognizedInterimFirst(String model) throws Exception {
        var simulator = google.simulator(SimulatorSettings.DEFAULT);
        var recognizer = google.recognizer(simulator, Map.of("GOOGLE_SPEECH_CHAIN", model), LONG);
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
        var simulator = google.simulator(
                SimulatorSettings.DEFAULT.withTimeScale(15).withFinals(Duration.ofMillis(30), Duration.ofMillis(100)));
        var recognizer = google.recognizer(
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

    @Test
    void oneWhoNeverPausesIsHeardOnOverTheLimitOfAStream() throws Exception {
        var simulator = google.simulator(
                SimulatorSettings.DEFAULT.withTimeScale(30).withFinals(Duration.ofMillis(30), Duration.ofMillis(60)));
        var recognizer = google.recognizer(simulator, Map.of(), TestSettings.streams(5_000, 6_000, 3_000));
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

    @Test
    void aRefusedFeatureIsLeftOutFromThenOn() throws Exception {
        var simulator = google.simulator(SimulatorSettings.DEFAULT.withRefused(Set.of("adaptation")));
        var recognizer = google.recognizer(simulator, Map.of("GOOGLE_SPEECH_PHRASES", "רחוב דיזנגוף;לאה"), LONG);
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
        var simulator = google.simulator(SimulatorSettings.DEFAULT);
        var recognizer =
                google.recognizer(simulator, Map.of("GOOGLE_SPEECH_CHAIN", "v2/eu/telephony,v1/global/default"), LONG);
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
        var simulator = google.simulator(SimulatorSettings.DEFAULT);
        var good = google.recognizer(
                simulator, Map.of("GOOGLE_SPEECH_CHAIN", "v2/me-west1/chirp_3,v1/global/default"), LONG);
        good.probe();
        assertThat(good.engine()).isEqualTo("google/v1/global/default");
        var wrongLanguage = google.recognizer(simulator, Map.of("GOOGLE_SPEECH_LANGUAGE", "he-IL"), LONG);
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
    void aCallWithoutSoundKeepsItsStream() throws Exception {
        // The vendor's limit of ten seconds without a request is one second here.
        var simulator = google.simulator(SimulatorSettings.DEFAULT.withTimeScale(10));
        var recognizer = google.recognizer(simulator, Map.of(), LONG);
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
        var simulator =
                google.simulator(SimulatorSettings.DEFAULT.withFinals(Duration.ofMillis(400), Duration.ofMillis(500)));
        var recognizer = google.recognizer(simulator, Map.of(), LONG);
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
        var simulator = google.simulator(SimulatorSettings.DEFAULT.withRefused(Set.of("automatic_punctuation")));
        var recognizer = google.recognizer(simulator, Map.of("GOOGLE_SPEECH_CHAIN", model), LONG);
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
        var simulator = google.simulator(SimulatorSettings.DEFAULT);
        var whole = google.recognizer(simulator, Map.of(), LONG).utterances();
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
}

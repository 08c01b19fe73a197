package io.agentlocator.speech.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentlocator.speech.roles.EngineFailure;
import io.agentlocator.testbed.google.Fault;
import io.agentlocator.testbed.google.GoogleSimulator;
import io.agentlocator.testbed.google.Journal;
import io.agentlocator.testbed.google.SyntheticVoice;
import io.grpc.Status;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
@Execution(ExecutionMode.CONCURRENT)
class GoogleSpeechSynthesizerTest {

    private static final String CHIRP = "he-IL-Chirp3-HD-Aoede";
    private static final String WAVENET = "he-IL-Wavenet-A";
    private static final String TEXT = "שלום, מדברת נועה.";

    private final List<AutoCloseable> open = new ArrayList<>();
    private GoogleSimulator simulator;

    @BeforeEach
    void start() throws IOException {
        simulator = GoogleSimulator.start();
        open.add(simulator);
    }

    @AfterEach
    void close() throws Exception {
        for (var one : open.reversed()) {
            one.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {CHIRP, WAVENET})
    void theSoundIsTheVendorsWithoutAHeader(String voice) throws Exception {
        assertThat(spoken(voice(voice), TEXT)).isEqualTo(SyntheticVoice.say(TEXT, voice));
        assertThat(simulator.journal().spoken())
                .singleElement()
                .extracting(Journal.Spoken::streaming)
                .isEqualTo(voice.equals(CHIRP));
    }

    @Test
    void aStreamingVoiceSoundsBeforeItsSentenceIsComplete() throws Exception {
        var pieces = new AtomicInteger();
        var first = new AtomicReference<Long>();
        long start = System.nanoTime();
        voice(CHIRP).speak("משפט ארוך מאוד שלוקח זמן לומר עד סופו המר והמיוחל", mulaw -> {
            first.compareAndSet(null, System.nanoTime() - start);
            pieces.incrementAndGet();
            return true;
        });
        assertThat(pieces.get()).isGreaterThan(10);
        assertThat(first.get()).isLessThan((System.nanoTime() - start) / 2 + 300_000_000L);
    }

    @ParameterizedTest
    @CsvSource({CHIRP + ",STREAMING_SYNTHESIZE", WAVENET + ",SYNTHESIZE"})
    void inaudibleSoundIsAFailure(String voice, Fault.Method method) {
        for (var fault : List.of(new Fault.Silent(), new Fault.Empty())) {
            simulator.faults().next(method, fault);
            var sound = new ByteArrayOutputStream();
            assertThatThrownBy(() -> voice(voice).speak(TEXT, keep(sound)))
                    .as("%s", fault)
                    .isInstanceOf(EngineFailure.class);
            assertThat(sound.size()).as("%s", fault).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({CHIRP + ",STREAMING_SYNTHESIZE", WAVENET + ",SYNTHESIZE"})
    void aSlowVoiceFailsWithinItsTimeLimit(String voice, Fault.Method method) {
        for (var fault :
                List.of(new Fault.HalfOpen(), new Fault.Slow(Duration.ofSeconds(20)), Fault.Fails.unavailable())) {
            simulator.faults().next(method, fault);
            long start = System.nanoTime();
            assertThatThrownBy(() -> voice(voice).speak(TEXT, mulaw -> true))
                    .as("%s", fault)
                    .isInstanceOfSatisfying(
                            EngineFailure.class,
                            failed -> assertThat(failed.kind().retryable()).isTrue());
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .as("%s", fault)
                    .isLessThan(Duration.ofMillis(2600));
        }
    }

    @Test
    void aBrokenStreamKeepsTheSoundSoFar() {
        simulator
                .faults()
                .next(
                        Fault.Method.STREAMING_SYNTHESIZE,
                        new Fault.Fails(Status.Code.INTERNAL, "broken", Duration.ofMillis(600)));
        var sound = new ByteArrayOutputStream();
        assertThatThrownBy(() -> voice(CHIRP).speak(TEXT, keep(sound))).isInstanceOf(EngineFailure.class);
        assertThat(sound.size()).isBetween(4800, 8000);
    }

    @ParameterizedTest
    @CsvSource({"he-IL-Chirp3-HD-Nobody", "he-IL-Wavenet-Z"})
    void anUnknownVoiceIsNotRetried(String voice) {
        assertThatThrownBy(() -> voice(voice).probe())
                .isInstanceOfSatisfying(
                        EngineFailure.class,
                        failed -> assertThat(failed.kind().retryable()).isFalse())
                .hasMessageContaining("does not exist");
    }

    @ParameterizedTest
    @ValueSource(strings = {CHIRP, WAVENET})
    void aTextOverTheVendorsLimitIsSpokenInParts(String voice) throws Exception {
        var sentence = "זה משפט ארוך על דירה יפה. ";
        var text = sentence.repeat(130).strip();
        var heard = spoken(voice(voice), text);
        var parts = simulator.journal().spoken();
        assertThat(parts).hasSizeGreaterThan(1).allMatch(part -> part.text().endsWith("."));
        assertThat(String.join(" ", parts.stream().map(Journal.Spoken::text).toList()))
                .isEqualTo(text);
        assertThat(heard.length / 8)
                .isEqualTo(parts.stream().mapToInt(part -> (int) part.audioMs()).sum());
    }

    @Test
    void aSinkThatWantsNoMoreEndsTheSentence() throws Exception {
        var pieces = new AtomicInteger();
        long start = System.nanoTime();
        voice(CHIRP).speak("מילה ".repeat(200), mulaw -> pieces.incrementAndGet() < 3);
        assertThat(pieces.get()).isEqualTo(3);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }

    @ParameterizedTest
    @CsvSource({CHIRP + ",STREAMING_SYNTHESIZE", WAVENET + ",SYNTHESIZE"})
    void anInterruptEndsTheSentence(String voice, Fault.Method method) throws Exception {
        simulator.faults().next(method, new Fault.HalfOpen());
        var thrown = new AtomicReference<Throwable>();
        var speaker = voice(voice);
        var thread = Thread.ofVirtual().start(() -> {
            try {
                speaker.speak(TEXT, mulaw -> true);
            } catch (Exception e) {
                thrown.set(e);
            }
        });
        thread.interrupt();
        assertThat(thread.join(Duration.ofSeconds(1))).isTrue();
        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
    }

    @Test
    void aMissingServerFailsWithinTheTimeLimit() throws Exception {
        int free;
        try (var socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        var settings = GoogleSettings.fromEnvironment(Map.of("GOOGLE_TTS_ENDPOINT", "http://127.0.0.1:" + free)::get);
        for (var name : List.of(CHIRP, WAVENET)) {
            try (var voice = new GoogleSpeechSynthesizer(settings, name)) {
                long start = System.nanoTime();
                assertThatThrownBy(voice::probe).isInstanceOf(EngineFailure.class);
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(2600));
            }
        }
    }

    private GoogleSpeechSynthesizer voice(String name) {
        var voice = new GoogleSpeechSynthesizer(TestSettings.of(simulator, Map.of()), name);
        open.add(voice);
        return voice;
    }

    private static byte[] spoken(GoogleSpeechSynthesizer voice, String text) throws Exception {
        var sound = new ByteArrayOutputStream();
        voice.speak(text, keep(sound));
        return sound.toByteArray();
    }

    private static io.agentlocator.speech.roles.SpeechSynthesizer.SoundSink keep(ByteArrayOutputStream sound) {
        return mulaw -> {
            sound.writeBytes(mulaw);
            return true;
        };
    }
}

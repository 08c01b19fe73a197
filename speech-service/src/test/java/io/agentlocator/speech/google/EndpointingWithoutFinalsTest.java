package io.agentlocator.speech.google;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentlocator.events.CallerAudio;
import io.agentlocator.events.Transcript;
import io.agentlocator.speech.recognition.Endpointing;
import io.agentlocator.speech.recognition.Listening;
import io.agentlocator.speech.recognition.ListeningSettings;
import io.agentlocator.speech.recognition.ListeningStep;
import io.agentlocator.speech.roles.EngineFailure;
import io.agentlocator.speech.roles.StreamingRecognizer;
import io.agentlocator.testbed.google.Fault;
import io.agentlocator.testbed.google.GoogleSimulator;
import io.agentlocator.testbed.google.SimulatorSettings;
import io.agentlocator.testbed.google.SyntheticVoice;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The caller's silence ends an utterance; the vendor's final result may come late or never. */
@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
class EndpointingWithoutFinalsTest implements StreamingRecognizer.Listener {

    private static final List<String> SAID = List.of("אני מחפש דירה בתל אביב", "עד שני מיליון שקל", "תודה רבה לכם");

    private final Listening listening = new Listening(
            "CA1",
            new ListeningSettings(
                    new Endpointing.Rule(600, 250, 120, 20_000), 300, "google", "second chance", 300, 1200, 8000),
            0);
    private final List<Transcript> published = new CopyOnWriteArrayList<>();
    private final List<ListeningStep.Recognize> attempts = new CopyOnWriteArrayList<>();

    @Test
    void aLateFinalIsNotPublishedTwice() throws Exception {
        recognizes(SimulatorSettings.DEFAULT.withFinals(Duration.ofMillis(1550), Duration.ofMillis(1600)), null);
    }

    @Test
    void anUtteranceIsPublishedWithoutAnyFinal() throws Exception {
        recognizes(SimulatorSettings.DEFAULT, new Fault.NoFinals());
    }

    private void recognizes(SimulatorSettings vendor, @org.jspecify.annotations.Nullable Fault fault) throws Exception {
        try (var simulator = GoogleSimulator.start(0, vendor);
                var recognizer = new GoogleSpeechRecognizer(TestSettings.of(simulator, Map.of()))) {
            if (fault != null) {
                simulator.faults().always(Fault.Method.STREAMING_RECOGNIZE, fault);
            }
            try (var live = recognizer.open("CA1", this)) {
                long offset = 0;
                long next = System.nanoTime();
                for (String text : SAID) {
                    byte[] voice = SyntheticVoice.say(text, "caller");
                    simulator.know(text, voice);
                    byte[] all = Arrays.copyOf(voice, (voice.length + 16_000) / 800 * 800);
                    Arrays.fill(all, voice.length, all.length, (byte) 0xFF);
                    for (int at = 0; at < all.length; at += 800, offset += 100) {
                        next += 100_000_000;
                        while (System.nanoTime() < next) {
                            LockSupport.parkNanos(next - System.nanoTime());
                        }
                        var chunk = new CallerAudio.Chunk(
                                "CA1",
                                "MZ1",
                                offset / 100,
                                offset,
                                at < voice.length,
                                Arrays.copyOfRange(all, at, at + 800));
                        live.audio(chunk.mulaw(), chunk.offsetMs(), chunk.speaking());
                        synchronized (this) {
                            run(listening.chunk(chunk, now()));
                        }
                    }
                }
            }
        }
        var finals = published.stream()
                .filter(Transcript.Final.class::isInstance)
                .map(Transcript.Final.class::cast)
                .toList();
        assertThat(finals).extracting(Transcript.Final::text).containsExactlyElementsOf(SAID);
        assertThat(finals).allMatch(words -> words.tookMs() < 500);
        assertThat(attempts).isEmpty();
    }

    @Override
    public synchronized void words(String text, boolean settled, double confidence, long endMs) {
        run(listening.words(text, settled, confidence, endMs, now()));
    }

    @Override
    public synchronized void failed(EngineFailure failure) {
        run(listening.streamFailed(failure, now()));
    }

    private void run(List<ListeningStep> steps) {
        for (ListeningStep step : steps) {
            switch (step) {
                case ListeningStep.Publish publish -> published.add(publish.transcript());
                case ListeningStep.Recognize recognize -> attempts.add(recognize);
                case ListeningStep.Abandon abandon -> {}
                case ListeningStep.Switch other -> {}
            }
        }
    }

    private static long now() {
        return System.nanoTime() / 1_000_000;
    }
}

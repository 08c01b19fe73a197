package io.agentlocator.speech.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.agentlocator.events.AgentAudio;
import io.agentlocator.events.Call;
import io.agentlocator.events.CallerAudio;
import io.agentlocator.events.MuLaw;
import io.agentlocator.events.Reply;
import io.agentlocator.events.Topic;
import io.agentlocator.events.Transcript;
import io.agentlocator.speechmodels.WavFile;
import io.agentlocator.speechmodels.cache.ModelCache;
import io.agentlocator.speechmodels.cache.SpeechModel;
import io.agentlocator.speechmodels.hebrew.HebrewPhonemes;
import io.agentlocator.speechmodels.kokoro.Kokoro;
import io.agentlocator.testbed.hebrew.PhoneticFold;
import io.agentlocator.testbed.infrastructure.KafkaTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole service with a real broker and real local engines. */
@QuarkusTest
@WithTestResource(KafkaTestResource.class)
@WithTestResource(RecordingKeeper.class)
class SpeechServiceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int TICK = 800;

    private static short[] question;

    @Inject
    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Inject
    EngineStartup startup;

    private SurroundingTopics topics;

    @BeforeAll
    static void callerSpeaks() throws Exception {
        var cache = ModelCache.standard();
        assumeTrue(
                cache.present(SpeechModel.WHISPER_BASE).isPresent()
                        && cache.present(SpeechModel.KOKORO).isPresent(),
                "the speech models are not on this machine");
        try (var kokoro = Kokoro.load(cache.present(SpeechModel.KOKORO).orElseThrow(), 2)) {
            question = kokoro.speakForTelephone(
                    HebrewPhonemes.standard().of("אֲנִי מְחַפֵּשׂ דִּירָה בְּתֵל אָבִיב"), Kokoro.CALLER_VOICE, 1);
        }
    }

    @BeforeEach
    void open() throws Exception {
        topics = new SurroundingTopics(bootstrapServers);
        startup.opened().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(startup.state()).startsWith("ready");
    }

    @AfterEach
    void close() {
        topics.close();
    }

    @Test
    void speechBecomesAFinalTranscript() {
        speak("CA-hears", "MZ-1", 0);

        var said = topics.await("CA-hears", Transcript.Final.class, some -> true, PATIENCE)
                .orElseThrow();

        assertThat(said.utterance()).isEqualTo(1);
        assertThat(PhoneticFold.distance(said.text(), "אני מחפש דירה בתל אביב")).isLessThan(0.35);
        assertThat(said.startMs()).isBetween(300L, 700L);
        assertThat(said.endMs()).isGreaterThan(said.startMs() + 1000);
        assertThat(said.engine()).isEqualTo("whisper-base");
    }

    @Test
    void aSecondStreamOfACallCountsOn() {
        long next = speak("CA-again", "MZ-1", 0);
        topics.write(new CallerAudio.End("CA-again", "MZ-1"));
        assertThat(topics.await("CA-again", Transcript.Final.class, said -> said.utterance() == 1, PATIENCE))
                .isPresent();

        speak("CA-again", "MZ-2", 0);

        assertThat(next).isPositive();
        assertThat(topics.await("CA-again", Transcript.Final.class, said -> said.utterance() == 2, PATIENCE))
                .isPresent();
    }

    @Test
    void aTurnBecomesSoundAndEnds() {
        topics.write(new Reply.Sentence("CA-speaks", 1, 0, 0, "שלום, מדברת הסוכנת של בע״מ."));
        topics.write(new Reply.Sentence("CA-speaks", 1, 1, 0, "הדירה עולה 1,850,000 ₪."));
        topics.write(new Reply.Completed("CA-speaks", 1, 2));
        topics.write(new Reply.HangUp("CA-speaks", 1));

        assertThat(topics.await("CA-speaks", AgentAudio.HangUp.class, some -> true, PATIENCE))
                .isPresent();

        List<AgentAudio.Chunk> chunks = topics.seen("CA-speaks", AgentAudio.Chunk.class);
        assertThat(chunks)
                .extracting(AgentAudio.Chunk::sequence)
                .containsExactlyElementsOf(
                        IntStream.range(0, chunks.size()).boxed().toList());
        assertThat(chunks).extracting(AgentAudio.Chunk::sentence).contains(0, 1).isSorted();
        long millis = MuLaw.millis(
                chunks.stream().mapToInt(chunk -> chunk.mulaw().length).sum());
        assertThat(millis).isBetween(3_000L, 12_000L);
        List<AgentAudio> all = topics.seen("CA-speaks", AgentAudio.class);
        assertThat(all.subList(all.size() - 2, all.size()))
                .containsExactly(new AgentAudio.TurnEnded("CA-speaks", 1), new AgentAudio.HangUp("CA-speaks", 1));
    }

    @Test
    void aCutIsPublishedBehindTheSoundThatItCuts() {
        topics.write(new Reply.Sentence("CA-cut", 1, 0, 0, "יש לנו דירה של ארבעה חדרים, קומה שלישית, עם מרפסת גדולה."));
        assertThat(topics.await("CA-cut", AgentAudio.Chunk.class, some -> true, PATIENCE))
                .isPresent();

        topics.write(new Reply.Cancelled("CA-cut", 1, Reply.CancelReason.BARGE_IN));
        assertThat(topics.await("CA-cut", AgentAudio.TurnCut.class, some -> true, PATIENCE))
                .isPresent();
        topics.write(new Reply.Sentence("CA-cut", 2, 0, 1, "בבקשה."));
        topics.write(new Reply.Completed("CA-cut", 2, 1));
        assertThat(topics.await("CA-cut", AgentAudio.TurnEnded.class, ended -> ended.turn() == 2, PATIENCE))
                .isPresent();

        List<AgentAudio> all = topics.seen("CA-cut", AgentAudio.class);
        int cut = all.indexOf(new AgentAudio.TurnCut("CA-cut", 1));
        assertThat(all.subList(cut + 1, all.size())).allMatch(audio -> audio.turn() == 2);
    }

    @Test
    void aRecordingIsTranscribedOnceItsFileIsThere() {
        String path = "/2010-04-01/Accounts/AC00000000000000000000000000000000/Recordings/RE1";
        RecordingKeeper.FILES.put(path + ".wav", WavFile.bytes(question, 8000));

        topics.writePoison(Topic.CALLS, "call.recording-received", "CA-records");
        topics.writePoison(Topic.CALLER_AUDIO, "caller-audio.chunk", "CA-records");
        topics.write(new Call.RecordingReceived("CA-records", "RE1", "https://api.twilio.com" + path, 3));
        topics.write(new Call.RecordingReceived("CA-records", "RE1", "https://api.twilio.com" + path, 3));

        var words = topics.await("CA-records", Transcript.RecordingTranscribed.class, some -> true, PATIENCE)
                .orElseThrow();
        assertThat(PhoneticFold.distance(words.text(), "אני מחפש דירה בתל אביב"))
                .isLessThan(0.35);
        assertThat(RecordingKeeper.REQUESTS.get(path + ".wav")).hasValue(RecordingKeeper.NOT_FOUND_AT_FIRST + 1);
        assertThat(topics.seen("CA-records", Transcript.RecordingTranscribed.class))
                .hasSize(1);
    }

    /** Half a second of silence, the question, a second of silence. @return where the sound ends */
    private long speak(String callSid, String streamSid, long fromMs) {
        var sound = new ByteArrayOutputStream();
        sound.writeBytes(silence(500));
        int voiceFrom = sound.size();
        sound.writeBytes(MuLaw.encode(question));
        int voiceTo = sound.size();
        sound.writeBytes(silence(1000));
        byte[] all = sound.toByteArray();
        for (int at = 0, sequence = 0; at < all.length; at += TICK, sequence++) {
            int to = Math.min(all.length, at + TICK);
            boolean speaking = to > voiceFrom && to <= voiceTo;
            topics.write(new CallerAudio.Chunk(
                    callSid, streamSid, sequence, fromMs + at / 8, speaking, Arrays.copyOfRange(all, at, to)));
        }
        return fromMs + all.length / 8;
    }

    private static byte[] silence(int millis) {
        byte[] silence = new byte[millis * 8];
        Arrays.fill(silence, MuLaw.SILENCE);
        return silence;
    }
}

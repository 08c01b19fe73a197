package io.agentlocator.speech.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentlocator.events.CallerAudio;
import io.agentlocator.events.MuLaw;
import io.agentlocator.events.Transcript;
import io.agentlocator.speech.Breaker;
import io.agentlocator.speech.Endpointing;
import io.agentlocator.speech.Listening;
import io.agentlocator.speech.RecognitionTrouble;
import io.agentlocator.speech.RecognizerLadder;
import io.agentlocator.speech.RecordedWatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class EarsTest {

    private static final Endpointing.Rule RULE = new Endpointing.Rule(600, 250, 120, 20_000);

    private final FakeRecognizer recognizer = new FakeRecognizer();
    private final FakeStream stream = new FakeStream();
    private final BlockingQueue<Transcript> costs = new LinkedBlockingQueue<>();
    private final BlockingQueue<Transcript> told = new LinkedBlockingQueue<>();
    private final RecordedWatch watch = new RecordedWatch();
    private final Decoding decoding = new Decoding(new RecognizerLadder(
            List.of(new RecognizerLadder.Rung(recognizer, new Breaker(1, new Random(1)), 1000)), watch, () -> 0));
    private final AtomicLong clock = new AtomicLong();
    private final AtomicBoolean attention = new AtomicBoolean();
    private final Ears whole = ears(false);
    private final Ears live = ears(true);

    @AfterEach
    void close() {
        whole.close();
        live.close();
        decoding.close();
    }

    @Test
    void anUtteranceBecomesWords() throws Exception {
        says(whole, "CA1", "MZ1", 0, "vvvv......");
        whole.tick();
        assertThat(attention).isTrue();
        recognizer.answers.add("כן");
        assertThat(told.take()).isInstanceOfSatisfying(Transcript.Final.class, said -> {
            assertThat(said.text()).isEqualTo("כן");
            assertThat(said.utterance()).isEqualTo(1);
        });
        whole.tick();
        assertThat(attention).isFalse();
    }

    @Test
    void wordsOfAStreamThatHasEndedAreStillTold() throws Exception {
        says(whole, "CA1", "MZ1", 0, "vvvv");
        whole.end(new CallerAudio.End("CA1", "MZ1"));
        recognizer.answers.add("שלום");
        assertThat(((Transcript.Final) told.take()).text()).isEqualTo("שלום");
    }

    @Test
    void aNewStreamOfACallCountsOn() throws Exception {
        says(whole, "CA1", "MZ1", 0, "vvvv......");
        recognizer.answers.add("א");
        assertThat(((Transcript.Final) told.take()).utterance()).isEqualTo(1);
        says(whole, "CA1", "MZ2", 0, "vvvv......");
        recognizer.answers.add("ב");
        assertThat(((Transcript.Final) told.take()).utterance()).isEqualTo(2);
    }

    @Test
    void aCallThatAnotherLifeHasHeardCountsOn() throws Exception {
        whole.chunk(chunk("CA1", "MZ1", 0, false), new Ears.Told(4, 900));
        says(whole, "CA1", "MZ1", 100, "vvvv......");
        recognizer.answers.add("א");
        assertThat(((Transcript.Final) told.take()).utterance()).isEqualTo(5);
    }

    @Test
    void whoTakesOverHearsWhatWasBeingSaid() throws Exception {
        whole.takeOver(
                List.of(new Ears.Past(chunks("CA1", "MZ1", 5000, "..vvvv......vvv"), false)), new Ears.Told(3, 5600));
        says(whole, "CA1", "MZ1", 6500, "v......");
        recognizer.answers.add("א");
        assertThat(told.take()).isInstanceOfSatisfying(Transcript.Final.class, said -> {
            assertThat(said.utterance()).isEqualTo(4);
            assertThat(said.startMs()).isEqualTo(6200);
        });
        assertThat(recognizer.asked).hasSize(1);
    }

    @Test
    void whoTakesOverRepeatsNothingOfAnEarlierStream() throws Exception {
        // The last words told were of a stream whose clock stood elsewhere.
        whole.takeOver(
                List.of(new Ears.Past(chunks("CA1", "MZ2", 0, "..vvvv......"), false)), new Ears.Told(3, 60_000));
        recognizer.answers.add("א");
        assertThat(((Transcript.Final) told.take()).utterance()).isEqualTo(4);
    }

    @Test
    void whoTakesOverHearsTheLastWordsOfAStreamThatHasEnded() throws Exception {
        whole.takeOver(
                List.of(
                        new Ears.Past(chunks("CA1", "MZ1", 50_000, "vvvv......vvvv"), true),
                        new Ears.Past(chunks("CA1", "MZ2", 0, "vvvv......"), false)),
                new Ears.Told(3, 50_400));
        recognizer.answers.add("א");
        recognizer.answers.add("ב");
        // Two streams have an ear each, and neither waits for the other.
        assertThat(List.of(((Transcript.Final) told.take()).utterance(), ((Transcript.Final) told.take()).utterance()))
                .containsExactlyInAnyOrder(4, 5);
    }

    @Test
    void whatWasSaidBeforeTheStreamThatWasToldOfLastIsNotToldAgain() throws Exception {
        whole.takeOver(
                List.of(
                        new Ears.Past(chunks("CA1", "MZ1", 50_000, "vvvv......"), true),
                        new Ears.Past(chunks("CA1", "MZ2", 0, "vvvv......vvvv......"), false)),
                new Ears.Told(3, 400));
        recognizer.answers.add("א");
        assertThat(told.take()).isInstanceOfSatisfying(Transcript.Final.class, said -> {
            assertThat(said.utterance()).isEqualTo(4);
            assertThat(said.startMs()).isEqualTo(1000);
        });
    }

    @Test
    void callsOfOthersAreForgotten() {
        says(whole, "CA1", "MZ1", 0, "vvvv......");
        whole.forget("CA1"::equals);
        recognizer.answers.add("כן");
        whole.tick();
        assertThat(attention).isFalse();
        assertThat(told).isEmpty();
    }

    @Test
    void aStreamingEngineHearsEverythingAndIsClosedWithTheStream() throws Exception {
        says(live, "CA1", "MZ1", 0, "..vvvv");
        assertThat(stream.opened).containsExactly("CA1");
        assertThat(stream.sound).hasSize(6).last().isEqualTo(new FakeStream.Given(500, 800));
        stream.hearing.words("כן", true, 0.9, 550);
        says(live, "CA1", "MZ1", 600, "......");
        assertThat(told.take()).isInstanceOf(Transcript.Interim.class);
        assertThat(((Transcript.Final) told.take()).engine()).isEqualTo("fake-stream");
        live.end(new CallerAudio.End("CA1", "MZ1"));
        live.tick();
        assertThat(stream.closed).isEqualTo(1);
        assertThat(costs.take()).isEqualTo(new Transcript.Listened("CA1", "fake-stream", 1200));
        assertThat(watch.news).contains("used fake-stream 1.2 seconds");
    }

    @Test
    void whatWasHeardInTroubleIsToldOfBothEngines() throws Exception {
        says(live, "CA1", "MZ1", 0, "..vv");
        stream.hearing.trouble(new RecognitionTrouble("UNAVAILABLE", true));
        says(live, "CA1", "MZ1", 400, "vv......");
        recognizer.answers.add("כן");
        assertThat(((Transcript.Final) told.take()).engine()).isEqualTo("fake");
        live.end(new CallerAudio.End("CA1", "MZ1"));
        live.tick();
        assertThat(costs.take()).isEqualTo(new Transcript.Listened("CA1", "fake", 800));
        assertThat(costs.take()).isEqualTo(new Transcript.Listened("CA1", "fake-stream", 1200));
        assertThat(watch.news).contains("switched recognizer fake-stream fake UNAVAILABLE CA1");
    }

    @Test
    void aStreamingEngineThatIsOpenedLateHearsTheUtteranceFromItsStart() {
        live.takeOver(List.of(new Ears.Past(chunks("CA1", "MZ1", 5000, "......vvv"), false)), Ears.Told.NOTHING);
        assertThat(stream.sound).containsExactly(new FakeStream.Given(5300, 600 * 8));
    }

    @Test
    void aStreamThatGoesDeadIsLetGo() {
        says(live, "CA1", "MZ1", 0, "......");
        clock.addAndGet(60_001);
        live.tick();
        live.tick();
        assertThat(stream.closed).isEqualTo(1);
    }

    private void tell(Transcript transcript) {
        (transcript instanceof Transcript.Listened ? costs : told).add(transcript);
    }

    private Ears ears(boolean streaming) {
        var settings = new Listening.Settings(RULE, 300, streaming ? "fake-stream" : null, "fake", 300, 1200, 8000);
        return new Ears(settings, streaming ? stream : null, decoding, this::tell, watch, clock::get, attention);
    }

    private void says(Ears ears, String callSid, String streamSid, long fromMs, String timeline) {
        for (CallerAudio.Chunk chunk : chunks(callSid, streamSid, fromMs, timeline)) {
            clock.addAndGet(100);
            ears.chunk(chunk, Ears.Told.NOTHING);
        }
    }

    private static List<CallerAudio.Chunk> chunks(String callSid, String streamSid, long fromMs, String timeline) {
        var chunks = new ArrayList<CallerAudio.Chunk>();
        for (int i = 0; i < timeline.length(); i++) {
            chunks.add(chunk(callSid, streamSid, fromMs + i * 100L, timeline.charAt(i) == 'v'));
        }
        return chunks;
    }

    private static CallerAudio.Chunk chunk(String callSid, String streamSid, long offsetMs, boolean speaking) {
        byte[] sound = new byte[800];
        Arrays.fill(sound, MuLaw.SILENCE);
        return new CallerAudio.Chunk(callSid, streamSid, offsetMs / 100, offsetMs, speaking, sound);
    }
}

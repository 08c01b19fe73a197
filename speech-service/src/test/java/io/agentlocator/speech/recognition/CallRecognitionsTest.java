package io.agentlocator.speech.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentlocator.events.CallerAudio;
import io.agentlocator.events.MuLaw;
import io.agentlocator.events.Transcript;
import io.agentlocator.speech.roles.EngineFailure;
import io.agentlocator.speech.roles.FailureKind;
import io.agentlocator.speech.roles.FakeEngineObserver;
import io.agentlocator.speech.roles.TestBreakers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class CallRecognitionsTest {

    private static final Endpointing.Rule RULE = new Endpointing.Rule(600, 250, 120, 20_000);

    private final FakeRecognizer recognizer = new FakeRecognizer();
    private final FakeStreamingRecognizer stream = new FakeStreamingRecognizer();
    private final BlockingQueue<Transcript> usage = new LinkedBlockingQueue<>();
    private final BlockingQueue<Transcript> published = new LinkedBlockingQueue<>();
    private final FakeEngineObserver observer = new FakeEngineObserver();
    private final RecognizerChain chain = new RecognizerChain(
            List.of(new RecognizerChain.Link(
                    recognizer, TestBreakers.onClock(() -> 0), new RecognizerChain.Limits(10, 10, 1000))),
            0,
            observer,
            () -> 0);
    private final AtomicLong clock = new AtomicLong();
    private final AtomicBoolean busy = new AtomicBoolean();
    private final CallRecognitions whole = calls(false);
    private final CallRecognitions streaming = calls(true);

    @AfterEach
    void close() {
        whole.close();
        streaming.close();
        chain.close();
    }

    @Test
    void anUtteranceBecomesWords() throws Exception {
        says(whole, "CA1", "MZ1", 0, "vvvv......");
        whole.tick();
        assertThat(busy).isTrue();
        recognizer.answers.add("כן");
        assertThat(published.take()).isInstanceOfSatisfying(Transcript.Final.class, said -> {
            assertThat(said.text()).isEqualTo("כן");
            assertThat(said.utterance()).isEqualTo(1);
        });
        whole.tick();
        assertThat(busy).isFalse();
    }

    @Test
    void wordsOfAStreamThatHasEndedAreStillPublished() throws Exception {
        says(whole, "CA1", "MZ1", 0, "vvvv");
        whole.end(new CallerAudio.End("CA1", "MZ1"));
        recognizer.answers.add("שלום");
        assertThat(((Transcript.Final) published.take()).text()).isEqualTo("שלום");
    }

    @Test
    void aNewStreamOfACallCountsOn() throws Exception {
        says(whole, "CA1", "MZ1", 0, "vvvv......");
        recognizer.answers.add("א");
        assertThat(((Transcript.Final) published.take()).utterance()).isEqualTo(1);
        says(whole, "CA1", "MZ2", 0, "vvvv......");
        recognizer.answers.add("ב");
        assertThat(((Transcript.Final) published.take()).utterance()).isEqualTo(2);
    }

    @Test
    void aCallOfAnotherProcessCountsOn() throws Exception {
        whole.chunk(chunk("CA1", "MZ1", 0, false), new CallRecognitions.Published(4, 900));
        says(whole, "CA1", "MZ1", 100, "vvvv......");
        recognizer.answers.add("א");
        assertThat(((Transcript.Final) published.take()).utterance()).isEqualTo(5);
    }

    @Test
    void aTakeoverRecognizesTheUtteranceInProgress() throws Exception {
        whole.takeOver(
                List.of(new CallRecognitions.PastStream(chunks("CA1", "MZ1", 5000, "..vvvv......vvv"), false)),
                new CallRecognitions.Published(3, 5600));
        says(whole, "CA1", "MZ1", 6500, "v......");
        recognizer.answers.add("א");
        assertThat(published.take()).isInstanceOfSatisfying(Transcript.Final.class, said -> {
            assertThat(said.utterance()).isEqualTo(4);
            assertThat(said.startMs()).isEqualTo(6200);
        });
        assertThat(recognizer.asked).hasSize(1);
    }

    @Test
    void aTakeoverRepeatsNothingOfAnEarlierStream() throws Exception {
        // The last published words were of another stream, with another clock.
        whole.takeOver(
                List.of(new CallRecognitions.PastStream(chunks("CA1", "MZ2", 0, "..vvvv......"), false)),
                new CallRecognitions.Published(3, 60_000));
        recognizer.answers.add("א");
        assertThat(((Transcript.Final) published.take()).utterance()).isEqualTo(4);
    }

    @Test
    void aTakeoverRecognizesTheLastWordsOfAStreamThatHasEnded() throws Exception {
        whole.takeOver(
                List.of(
                        new CallRecognitions.PastStream(chunks("CA1", "MZ1", 50_000, "vvvv......vvvv"), true),
                        new CallRecognitions.PastStream(chunks("CA1", "MZ2", 0, "vvvv......"), false)),
                new CallRecognitions.Published(3, 50_400));
        recognizer.answers.add("א");
        recognizer.answers.add("ב");
        // Each stream has its own CallRecognition, and neither waits for the other.
        assertThat(List.of(
                        ((Transcript.Final) published.take()).utterance(),
                        ((Transcript.Final) published.take()).utterance()))
                .containsExactlyInAnyOrder(4, 5);
    }

    @Test
    void streamsBeforeThePublishedOneAreNotPublishedAgain() throws Exception {
        whole.takeOver(
                List.of(
                        new CallRecognitions.PastStream(chunks("CA1", "MZ1", 50_000, "vvvv......"), true),
                        new CallRecognitions.PastStream(chunks("CA1", "MZ2", 0, "vvvv......vvvv......"), false)),
                new CallRecognitions.Published(3, 400));
        recognizer.answers.add("א");
        assertThat(published.take()).isInstanceOfSatisfying(Transcript.Final.class, said -> {
            assertThat(said.utterance()).isEqualTo(4);
            assertThat(said.startMs()).isEqualTo(1000);
        });
    }

    @Test
    void droppedCallsPublishNothing() {
        says(whole, "CA1", "MZ1", 0, "vvvv......");
        whole.drop("CA1"::equals);
        recognizer.answers.add("כן");
        whole.tick();
        assertThat(busy).isFalse();
        assertThat(published).isEmpty();
    }

    @Test
    void aStreamingEngineGetsAllSoundAndIsClosedWithTheStream() throws Exception {
        says(streaming, "CA1", "MZ1", 0, "..vvvv");
        assertThat(stream.opened).containsExactly("CA1");
        assertThat(stream.sound).hasSize(6).last().isEqualTo(new FakeStreamingRecognizer.Given(500, 800));
        stream.listener.words("כן", true, 0.9, 550);
        says(streaming, "CA1", "MZ1", 600, "......");
        assertThat(published.take()).isInstanceOf(Transcript.Interim.class);
        assertThat(((Transcript.Final) published.take()).engine()).isEqualTo("fake-stream");
        streaming.end(new CallerAudio.End("CA1", "MZ1"));
        streaming.tick();
        assertThat(stream.closed).isEqualTo(1);
        assertThat(usage.take()).isEqualTo(new Transcript.Listened("CA1", "fake-stream", 1200));
        assertThat(observer.events).contains("used fake-stream 1.2 seconds");
    }

    @Test
    void aFailedStreamReportsTheUsageOfBothEngines() throws Exception {
        says(streaming, "CA1", "MZ1", 0, "..vv");
        stream.listener.failed(new EngineFailure(FailureKind.UNAVAILABLE, "UNAVAILABLE"));
        says(streaming, "CA1", "MZ1", 400, "vv......");
        recognizer.answers.add("כן");
        assertThat(((Transcript.Final) published.take()).engine()).isEqualTo("fake");
        streaming.end(new CallerAudio.End("CA1", "MZ1"));
        streaming.tick();
        assertThat(usage.take()).isEqualTo(new Transcript.Listened("CA1", "fake", 800));
        assertThat(usage.take()).isEqualTo(new Transcript.Listened("CA1", "fake-stream", 1200));
        assertThat(observer.events).contains("switched recognizer fake-stream fake UNAVAILABLE CA1");
    }

    @Test
    void aStreamOpenedInATakeoverGetsTheUtteranceFromItsStart() {
        streaming.takeOver(
                List.of(new CallRecognitions.PastStream(chunks("CA1", "MZ1", 5000, "......vvv"), false)),
                CallRecognitions.Published.NOTHING);
        assertThat(stream.sound).containsExactly(new FakeStreamingRecognizer.Given(5300, 600 * 8));
    }

    @Test
    void aStreamWithoutSoundIsClosed() {
        says(streaming, "CA1", "MZ1", 0, "......");
        clock.addAndGet(60_001);
        streaming.tick();
        streaming.tick();
        assertThat(stream.closed).isEqualTo(1);
    }

    private void publish(Transcript transcript) {
        (transcript instanceof Transcript.Listened ? usage : published).add(transcript);
    }

    private CallRecognitions calls(boolean withStream) {
        var settings = new ListeningSettings(RULE, 300, withStream ? "fake-stream" : null, "fake", 300, 1200, 8000);
        return new CallRecognitions(
                settings, withStream ? stream : null, chain, this::publish, observer, clock::get, busy);
    }

    private void says(CallRecognitions calls, String callSid, String streamSid, long fromMs, String timeline) {
        for (CallerAudio.Chunk chunk : chunks(callSid, streamSid, fromMs, timeline)) {
            clock.addAndGet(100);
            calls.chunk(chunk, CallRecognitions.Published.NOTHING);
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

package io.agentlocator.shell.opentelemetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.sun.net.httpserver.HttpServer;
import io.agentlocator.events.AgentAudio;
import io.agentlocator.events.DecodedRecord;
import io.agentlocator.events.Event;
import io.agentlocator.events.EventCodec;
import io.agentlocator.events.MediaEvent;
import io.agentlocator.events.Reply;
import io.agentlocator.events.Transcript;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPInputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** Each service with a memory of its own; what they know of one another stands in the records. */
class TracedTurnsTest {

    private static final Instant T = Instant.parse("2026-03-01T08:00:00Z");
    private static final String WORDS = "אני מחפש דירה ברמת גן";

    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final AtomicReference<Instant> now = new AtomicReference<>(T);
    private final Service speech = new Service("speech-service");
    private final Service dialog = new Service("dialog-service");
    private final Service media = new Service("media-ingest");

    @Test
    void aTurnIsOneTraceFromTheCallersVoiceToTheAgents() {
        turn("CA1", 3, 2, 0);

        List<SpanData> all = spans.getFinishedSpanItems();
        assertThat(all).extracting(SpanData::getName).containsExactly("recognition", "reply", "synthesis", "playout");
        assertThat(all)
                .extracting(SpanData::getTraceId)
                .containsOnly(all.getFirst().getTraceId());
        assertThat(all.getFirst().getParentSpanContext().isValid()).isFalse();
        for (int i = 1; i < all.size(); i++) {
            assertThat(all.get(i).getParentSpanId()).isEqualTo(all.get(i - 1).getSpanId());
        }
        assertThat(all)
                .extracting(span -> Duration.ofNanos(span.getEndEpochNanos() - span.getStartEpochNanos())
                        .toMillis())
                .containsExactly(310L, 400L, 180L, 20L);
        assertThat(all)
                .allSatisfy(span -> assertThat(span.getAttributes().toString())
                        .contains("CA1")
                        .doesNotContain("דירה"));
    }

    @Test
    void turnsAndCallsAreNotMixedUp() {
        turn("CA1", 1, 1, 0);
        turn("CA1", 2, 2, 0);
        turn("CA2", 1, 1, 0);

        assertThat(spans.getFinishedSpanItems()).hasSize(12);
        assertThat(spans.getFinishedSpanItems().stream()
                        .map(SpanData::getTraceId)
                        .distinct())
                .hasSize(3);
    }

    @Test
    void aTurnThatAnswersNobodyBeginsWithItsReply() {
        var sentence = dialog.writes(new Reply.Sentence("CA1", 1, 0, 0, "עוד כאן?"), 0);
        speech.reads(sentence);
        speech.writes(new AgentAudio.Chunk("CA1", 1, 0, 0, new byte[160]), 100);

        assertThat(spans.getFinishedSpanItems()).extracting(SpanData::getName).containsExactly("reply", "synthesis");
    }

    /** It says of itself that it answers nobody, since it only fills the time; the caller waits for an answer all the same. */
    @Test
    void aTurnThatBeginsWithAFillerBelongsToTheUtteranceThatWaits() {
        dialog.reads(speech.writes(words("CA1", 1), 310));
        var filler = dialog.writes(new Reply.Sentence("CA1", 1, 0, 0, "רגע"), 800);
        var answer = dialog.writes(new Reply.Sentence("CA1", 1, 1, 1, "באיזה אזור?"), 1500);
        speech.reads(filler);
        speech.reads(answer);
        media.reads(speech.writes(new AgentAudio.Chunk("CA1", 1, 0, 0, new byte[160]), 180));
        media.writes(new MediaEvent.PlaybackStarted("CA1", 1), 20);

        List<SpanData> all = spans.getFinishedSpanItems();
        assertThat(all).extracting(SpanData::getName).containsExactly("recognition", "reply", "synthesis", "playout");
        assertThat(all)
                .extracting(SpanData::getTraceId)
                .containsOnly(all.getFirst().getTraceId());
        assertThat(answer.headers().lastHeader("traceparent"))
                .isEqualTo(filler.headers().lastHeader("traceparent"));
    }

    @Test
    void whoWasAnsweredWaitsNoMoreAlsoForThoseWhoReadItFromTheLog() {
        var said = speech.writes(words("CA1", 1), 310);
        dialog.reads(said);
        var answer = dialog.writes(new Reply.Sentence("CA1", 1, 0, 1, "באיזה אזור?"), 400);
        dialog.writes(new Reply.Sentence("CA1", 2, 0, 0, "עוד כאן?"), 8000);
        Service successor = new Service("dialog-service");
        // A log is several topics, and the past of one may be read before that of another.
        successor.reads(answer);
        successor.reads(said);
        successor.writes(new Reply.Sentence("CA1", 3, 0, 0, "הלו?"), 8000);

        assertThat(spans.getFinishedSpanItems())
                .extracting(
                        SpanData::getName, span -> span.getParentSpanContext().isValid())
                .containsExactly(
                        tuple("recognition", false),
                        tuple("reply", true),
                        tuple("reply", false),
                        tuple("reply", false));
    }

    @Test
    void soundBearsTheTraceOnceAndStrangersBearNone() {
        turn("CA1", 1, 1, 5);

        assertThat(spans.getFinishedSpanItems()).hasSize(4);
        assertThat(speech.writes(new AgentAudio.Chunk("CA1", 1, 0, 7, new byte[160]), 0)
                        .headers()
                        .lastHeader("traceparent"))
                .isNull();
        assertThat(speech.writes(new Transcript.Interim("CA1", 9, "שלום"), 0)
                        .headers()
                        .lastHeader("traceparent"))
                .isNull();
        assertThat(media.writes(new MediaEvent.PlaybackStarted("CAunknown", 1), 0)
                        .headers()
                        .lastHeader("traceparent"))
                .isNull();
    }

    @Test
    void aMalformedTraceIsNoTrace() {
        var words = speech.writes(words("CA1", 1), 0);
        words.headers().remove("traceparent").add("traceparent", "00-zz-1-01".getBytes(UTF_8));
        dialog.reads(words);
        dialog.writes(new Reply.Sentence("CA1", 1, 0, 1, "שלום"), 0);

        assertThat(spans.getFinishedSpanItems().getLast().getParentSpanContext().isValid())
                .isFalse();
    }

    @Test
    void collectorsAreToldOverOtlp() throws Exception {
        var bodies = new ArrayBlockingQueue<String>(10);
        HttpServer collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/v1/traces", exchange -> {
            boolean packed = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
            try (var body = packed ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody()) {
                bodies.offer(new String(body.readAllBytes(), UTF_8));
            }
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
        try {
            var export = new TraceExport(
                    Optional.of("http://127.0.0.1:" + collector.getAddress().getPort()), "speech-service");
            String traceparent = export.traces().published(words("CA1", 1), T);
            export.close();

            assertThat(traceparent).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
            assertThat(bodies.poll(10, TimeUnit.SECONDS))
                    .contains("recognition", "speech-service", "CA1")
                    .doesNotContain("דירה");
        } finally {
            collector.stop(0);
        }
        assertThat(new TraceExport(Optional.empty(), "speech-service").traces().published(words("CA1", 1), T))
                .isNull();
    }

    private static Transcript.Final words(String callSid, int utterance) {
        return new Transcript.Final(callSid, utterance, WORDS, 0.9, 500, 2500, 310, "whisper");
    }

    private void turn(String callSid, int utterance, int turn, int moreChunks) {
        dialog.reads(speech.writes(words(callSid, utterance), 310));
        speech.reads(dialog.writes(new Reply.Sentence(callSid, turn, 0, utterance, "באיזה אזור?"), 400));
        dialog.writes(new Reply.Sentence(callSid, turn, 1, utterance, "ובאיזה מחיר?"), 10);
        dialog.writes(new Reply.Completed(callSid, turn, 2), 0);
        now.updateAndGet(at -> at.minusMillis(10));
        media.reads(speech.writes(new AgentAudio.Chunk(callSid, turn, 0, 0, new byte[160]), 180));
        for (int i = 1; i <= moreChunks; i++) {
            media.reads(speech.writes(new AgentAudio.Chunk(callSid, turn, 0, i, new byte[160]), 0));
        }
        media.writes(new MediaEvent.PlaybackStarted(callSid, turn), 20);
        media.writes(new MediaEvent.PlaybackFinished(callSid, turn, 1500), 0);
    }

    private final class Service {
        private final EventCodec codec;
        private final TracedTurns traces;

        Service(String name) {
            codec = new EventCodec(name);
            var provider = SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(spans))
                    .build();
            traces = new TracedTurns(provider.get("test"), (InstantSource) now::get);
        }

        ProducerRecord<String, byte[]> writes(Event event, long afterMs) {
            Instant at = now.updateAndGet(before -> before.plusMillis(afterMs));
            return codec.encode(event, at, traces.published(event, at));
        }

        void reads(ProducerRecord<String, byte[]> written) {
            var record = new ConsumerRecord<>(written.topic(), 0, 0, written.key(), written.value());
            written.headers().forEach(header -> record.headers().add(header));
            if (EventCodec.decode(record) instanceof DecodedRecord.Known known) {
                traces.read(known.event(), known.meta());
            }
        }
    }
}

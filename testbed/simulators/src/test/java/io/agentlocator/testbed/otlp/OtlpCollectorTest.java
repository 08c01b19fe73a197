package io.agentlocator.testbed.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.rpc.Status;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OtlpCollectorTest {

    private static final Instant T = Instant.parse("2026-03-01T08:00:00.000123456Z");
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String PARENT = "b7ad6b7169203331";
    private static final String CHILD = "00f067aa0ba902b7";

    private final OtlpCollector collector = OtlpCollector.start();
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        collector.close();
        client.shutdownNow();
    }

    @Test
    void spansAreKeptWithWhatIsToldOfThem() throws Exception {
        Span first = span(PARENT, "recognition").build();
        Span second = span(CHILD, "reply")
                .setParentSpanId(bytes(PARENT))
                .addAttributes(attribute("call_sid", "CA1"))
                .addAttributes(KeyValue.newBuilder()
                        .setKey("turn")
                        .setValue(AnyValue.newBuilder().setIntValue(3)))
                .build();

        HttpResponse<byte[]> answer =
                post(request(resource("speech-service", first), resource("dialog-service", second))
                        .toByteArray());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/x-protobuf");
        assertThat(ExportTraceServiceResponse.parseFrom(answer.body()).hasPartialSuccess())
                .isFalse();
        List<CollectedSpan> spans = collector.spans();
        assertThat(spans).extracting(CollectedSpan::service).containsExactly("speech-service", "dialog-service");
        assertThat(spans).extracting(CollectedSpan::name).containsExactly("recognition", "reply");
        assertThat(spans).extracting(CollectedSpan::trace).containsOnly(TRACE);
        assertThat(spans).extracting(CollectedSpan::id).containsExactly(PARENT, CHILD);
        assertThat(spans.getFirst().parent()).isEmpty();
        assertThat(spans.getLast().parent()).contains(PARENT);
        assertThat(spans.getLast().start()).isEqualTo(T);
        assertThat(spans.getLast().end()).isEqualTo(T.plusMillis(250));
        assertThat(spans.getLast().attributes()).containsOnly(Map.entry("call_sid", "CA1"), Map.entry("turn", "3"));
    }

    /** The text of a span contains all its places where a caller's words could stand. */
    @Test
    void nothingThatIsToldIsHidden() throws Exception {
        post(request(resource("speech-service", span(CHILD, "דירה").build())).toByteArray());
        post(request(resource("שלום", span(CHILD, "reply").build())).toByteArray());
        post(request(resource(
                        "speech-service",
                        span(CHILD, "reply")
                                .addEvents(Span.Event.newBuilder().addAttributes(attribute("said", "רמת גן")))
                                .build()))
                .toByteArray());

        assertThat(collector.spans())
                .satisfiesExactly(
                        span -> assertThat(span.text()).contains("דירה"),
                        span -> assertThat(span.text()).contains("שלום"),
                        span -> assertThat(span.text()).contains("רמת גן"));
    }

    @Test
    void gzipIsTaken() throws Exception {
        byte[] body = request(
                        resource("speech-service", span(PARENT, "recognition").build()))
                .toByteArray();

        assertThat(send(to("/v1/traces").header("Content-Encoding", "gzip"), zipped(body))
                        .statusCode())
                .isEqualTo(200);

        assertThat(collector.spans()).extracting(CollectedSpan::name).containsExactly("recognition");
    }

    @Test
    void aRequestWithoutSpansIsARequest() throws Exception {
        assertThat(post(new byte[0]).statusCode()).isEqualTo(200);
    }

    @Test
    void whatNoCollectorTakesIsRefusedWhole() throws Exception {
        byte[] good = request(
                        resource("speech-service", span(PARENT, "recognition").build()))
                .toByteArray();
        byte[] shortId = request(resource(
                        "speech-service",
                        span(PARENT, "recognition").build(),
                        span("b7ad", "reply").build()))
                .toByteArray();
        byte[] bomb = zipped(new byte[OtlpCollector.LONGEST_BODY + 1]);

        HttpResponse<byte[]> malformed = post(Arrays.copyOf(good, good.length - 3));
        assertThat(malformed.statusCode()).isEqualTo(400);
        assertThat(Status.parseFrom(malformed.body()).getMessage()).isNotEmpty();
        assertThat(post(shortId).statusCode()).isEqualTo(400);
        assertThat(send(to("/v1/traces").header("Content-Encoding", "gzip"), good)
                        .statusCode())
                .isEqualTo(400);
        assertThat(send(to("/v1/traces").header("Content-Encoding", "br"), good).statusCode())
                .isEqualTo(400);
        assertThat(send(to("/v1/traces").header("Content-Encoding", "gzip"), bomb)
                        .statusCode())
                .isEqualTo(413);
        assertThat(send(to("/v1/traces").setHeader("Content-Type", "text/plain"), good)
                        .statusCode())
                .isEqualTo(415);
        assertThat(send(to("/v1/logs"), good).statusCode()).isEqualTo(404);
        assertThat(client.send(to("/v1/traces").GET().build(), HttpResponse.BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(405);
        assertThat(collector.spans()).isEmpty();
    }

    @Test
    void theOldestAreForgotten() throws Exception {
        Span[] many = IntStream.rangeClosed(0, OtlpCollector.MOST_SPANS)
                .mapToObj(i -> span(CHILD, "span " + i).build())
                .toArray(Span[]::new);

        post(request(resource("speech-service", many)).toByteArray());

        assertThat(collector.spans()).hasSize(OtlpCollector.MOST_SPANS);
        assertThat(collector.spans().getFirst().name()).isEqualTo("span 1");
        assertThat(collector.spans().getLast().name()).isEqualTo("span " + OtlpCollector.MOST_SPANS);
    }

    @Test
    void whoWaitsIsWokenByWhatComes() throws Exception {
        var waiting = CompletableFuture.supplyAsync(
                () -> collector.await(spans -> spans.size() == 2, Duration.ofSeconds(30)),
                task -> Thread.ofVirtual().start(task));

        post(request(resource("speech-service", span(PARENT, "recognition").build()))
                .toByteArray());
        post(request(resource("dialog-service", span(CHILD, "reply").build())).toByteArray());

        assertThat(waiting)
                .succeedsWithin(Duration.ofSeconds(10))
                .satisfies(spans ->
                        assertThat(spans).extracting(CollectedSpan::name).containsExactly("recognition", "reply"));
    }

    @Test
    void whoWaitsInVainGetsWhatThereIs() throws Exception {
        post(request(resource("speech-service", span(PARENT, "recognition").build()))
                .toByteArray());

        assertThat(collector.await(spans -> spans.size() == 2, Duration.ofMillis(50)))
                .extracting(CollectedSpan::name)
                .containsExactly("recognition");
    }

    private HttpResponse<byte[]> post(byte[] body) throws IOException, InterruptedException {
        return send(to("/v1/traces"), body);
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request, byte[] body)
            throws IOException, InterruptedException {
        return client.send(
                request.POST(HttpRequest.BodyPublishers.ofByteArray(body)).build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(collector.endpoint() + path))
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/x-protobuf");
    }

    private static ExportTraceServiceRequest request(ResourceSpans... resources) {
        return ExportTraceServiceRequest.newBuilder()
                .addAllResourceSpans(List.of(resources))
                .build();
    }

    private static ResourceSpans resource(String service, Span... spans) {
        return ResourceSpans.newBuilder()
                .setResource(Resource.newBuilder().addAttributes(attribute("service.name", service)))
                .addScopeSpans(ScopeSpans.newBuilder().addAllSpans(List.of(spans)))
                .build();
    }

    private static Span.Builder span(String id, String name) {
        long start = T.getEpochSecond() * 1_000_000_000 + T.getNano();
        return Span.newBuilder()
                .setTraceId(bytes(TRACE))
                .setSpanId(bytes(id))
                .setName(name)
                .setStartTimeUnixNano(start)
                .setEndTimeUnixNano(start + 250_000_000);
    }

    private static KeyValue attribute(String key, String value) {
        return KeyValue.newBuilder()
                .setKey(key)
                .setValue(AnyValue.newBuilder().setStringValue(value))
                .build();
    }

    private static ByteString bytes(String hex) {
        return ByteString.copyFrom(HexFormat.of().parseHex(hex));
    }

    private static byte[] zipped(byte[] body) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(body);
        }
        return packed.toByteArray();
    }
}

package io.agentlocator.testbed.otlp;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.rpc.Status;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * An OpenTelemetry collector on loopback, for traces: OTLP over HTTP in protobuf, plain or gzipped. It refuses what a
 * collector refuses, with the same status, and keeps nothing of such a request. Thread-safe.
 */
public final class OtlpCollector implements AutoCloseable {

    /** The most spans that are kept; the oldest are dropped. */
    static final int MOST_SPANS = 10_000;

    /** The limit of an unpacked body: a collector's default. */
    static final int LONGEST_BODY = 20 << 20;

    private static final String PROTOBUF = "application/x-protobuf";

    private final HttpServer http;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();
    private final Deque<CollectedSpan> spans = new ArrayDeque<>();

    private OtlpCollector(int port) throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        http.setExecutor(threads);
        http.createContext("/", this::handle);
        http.start();
    }

    /** On a free port. */
    public static OtlpCollector start() {
        return start(0);
    }

    /** @param port 0 takes a free one */
    public static OtlpCollector start(int port) {
        try {
            return new OtlpCollector(port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The value of OTEL_EXPORTER_OTLP_ENDPOINT. */
    public String endpoint() {
        return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    /** All spans, in the order of arrival. */
    public List<CollectedSpan> spans() {
        lock.lock();
        try {
            return List.copyOf(spans);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until enough spans have arrived: exporters send them in batches, with a delay.
     *
     * @return all spans that had arrived by then, or by the time-out
     */
    public List<CollectedSpan> await(Predicate<List<CollectedSpan>> enough, Duration atMost) {
        lock.lock();
        try {
            long left = atMost.toNanos();
            while (left > 0 && !enough.test(List.copyOf(spans))) {
                left = more.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
        return spans();
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }

    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1;
        private final int status;

        Refused(int status, String why) {
            super(why);
            this.status = status;
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            try {
                keep(spansOf(request(exchange)));
                answer(exchange, 200, ExportTraceServiceResponse.getDefaultInstance());
            } catch (Refused e) {
                answer(
                        exchange,
                        e.status,
                        Status.newBuilder()
                                .setMessage(String.valueOf(e.getMessage()))
                                .build());
            }
        }
    }

    private static void answer(HttpExchange exchange, int status, Message document) throws IOException {
        byte[] body = document.toByteArray();
        exchange.getResponseHeaders().set("Content-Type", PROTOBUF);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private static ExportTraceServiceRequest request(HttpExchange exchange) throws IOException, Refused {
        if (!exchange.getRequestURI().getPath().equals("/v1/traces")) {
            throw new Refused(404, "there are traces only, at /v1/traces");
        }
        if (!exchange.getRequestMethod().equals("POST")) {
            throw new Refused(405, "traces are sent by POST");
        }
        if (!PROTOBUF.equals(header(exchange, "Content-Type").split(";", 2)[0].strip())) {
            throw new Refused(415, "supported: " + PROTOBUF);
        }
        try {
            return ExportTraceServiceRequest.parseFrom(body(exchange));
        } catch (InvalidProtocolBufferException e) {
            throw new Refused(400, "not a request: " + e.getMessage());
        }
    }

    private static byte[] body(HttpExchange exchange) throws IOException, Refused {
        byte[] body = switch (header(exchange, "Content-Encoding")) {
            case "", "identity" -> limited(exchange.getRequestBody());
            case "gzip" -> unpacked(exchange.getRequestBody());
            default -> throw new Refused(400, "unsupported Content-Encoding");
        };
        if (body.length > LONGEST_BODY) {
            throw new Refused(413, "more than " + LONGEST_BODY + " bytes");
        }
        return body;
    }

    private static byte[] unpacked(InputStream in) throws IOException, Refused {
        try (var gzip = new GZIPInputStream(in)) {
            return limited(gzip);
        } catch (ZipException | EOFException e) {
            throw new Refused(400, "not gzip: " + e.getMessage());
        }
    }

    private static byte[] limited(InputStream in) throws IOException {
        return in.readNBytes(LONGEST_BODY + 1);
    }

    private static String header(HttpExchange exchange, String name) {
        @Nullable String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value.toLowerCase(Locale.ROOT);
    }

    private static List<CollectedSpan> spansOf(ExportTraceServiceRequest request) throws Refused {
        var received = new ArrayList<CollectedSpan>();
        for (var resource : request.getResourceSpansList()) {
            for (var scope : resource.getScopeSpansList()) {
                for (Span span : scope.getSpansList()) {
                    int parent = span.getParentSpanId().size();
                    if (span.getTraceId().size() != CollectedSpan.TRACE_BYTES
                            || span.getSpanId().size() != CollectedSpan.SPAN_BYTES
                            || parent != 0 && parent != CollectedSpan.SPAN_BYTES) {
                        throw new Refused(400, "the id of a trace has 16 bytes, that of a span 8");
                    }
                    received.add(CollectedSpan.of(resource, scope, span));
                }
            }
        }
        return received;
    }

    private void keep(List<CollectedSpan> received) {
        lock.lock();
        try {
            spans.addAll(received);
            while (spans.size() > MOST_SPANS) {
                spans.removeFirst();
            }
            more.signalAll();
        } finally {
            lock.unlock();
        }
    }
}

package io.agentlocator.testbed.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentlocator.testbed.google.Fault;
import io.agentlocator.testbed.google.KnownSpeech;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * An OpenAI server on loopback: {@code chat/completions} as a stream of server-sent events or whole, {@code
 * audio/transcriptions}, {@code audio/speech} and {@code models} under {@code /v1}. A chat request gets the next queued
 * answer, and without one the answer of the default talk. Faults change the responses. Each connection carries one
 * request and has its own thread. Thread-safe.
 */
public final class OpenAiSimulator implements AutoCloseable {

    private record Fault(Predicate<Exchange> which, UnaryOperator<ChatAnswer> change) {}

    private final ServerSocket listening;
    private final ObjectMapper json = new ObjectMapper();
    private final Deque<ChatAnswer> next = new ConcurrentLinkedDeque<>();
    private final List<Fault> faults = new CopyOnWriteArrayList<>();
    private final List<Exchange> exchanges = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Function<JsonNode, ChatAnswer> talk;
    private final AudioEndpoints audio;
    private volatile Optional<String> key = Optional.empty();

    private OpenAiSimulator(int port, Function<JsonNode, ChatAnswer> talk, KnownSpeech known) throws IOException {
        this.talk = talk;
        this.audio = new AudioEndpoints(json, known);
        this.listening = new ServerSocket();
        this.listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        Thread.ofVirtual().name("openai-simulator").start(this::accept);
    }

    /** On a free port, with the small talk as the default. */
    public static OpenAiSimulator start() {
        return start(0, new SmallTalk());
    }

    public static OpenAiSimulator start(int port, Function<JsonNode, ChatAnswer> talk) {
        return start(port, talk, new KnownSpeech());
    }

    /** @param known the clips that it recognises; the simulator adds its own voice */
    public static OpenAiSimulator start(int port, Function<JsonNode, ChatAnswer> talk, KnownSpeech known) {
        try {
            return new OpenAiSimulator(port, talk, known);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The value of OPENAI_BASE_URL. */
    public String baseUrl() {
        return "http://127.0.0.1:" + listening.getLocalPort() + "/v1";
    }

    /** From now on a request without this key gets a 401. */
    public OpenAiSimulator wantingKey(String value) {
        key = Optional.of(value);
        return this;
    }

    /** Queues the answer to a chat request. */
    public OpenAiSimulator then(ChatAnswer answer) {
        next.add(answer);
        return this;
    }

    /** Until {@link #clearFaults}, what would be answered to these requests is changed so; the latest fault counts. */
    public OpenAiSimulator faulty(Predicate<Exchange> which, UnaryOperator<ChatAnswer> change) {
        faults.addFirst(new Fault(which, change));
        return this;
    }

    public void clearFaults() {
        faults.clear();
    }

    /** All requests, in order. */
    public List<Exchange> exchanges() {
        return List.copyOf(exchanges);
    }

    /** The number of open connections. */
    public int connections() {
        return open.size();
    }

    @Override
    public void close() {
        try {
            listening.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                if (!listening.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            HttpWire.Request request = HttpWire.read(socket.getInputStream());
            if (key.isPresent()
                    && !("Bearer " + key.get()).equals(request.headers().get("authorization"))) {
                document(socket, 401, error("Incorrect API key provided.", "invalid_api_key"), "");
                return;
            }
            if (request.method().equals("GET")) {
                models(socket, request.path());
                return;
            }
            var exchange = new Exchange(
                    request.method(), request.path(), request.headers(), body(request), new CompletableFuture<>());
            exchanges.add(exchange);
            ChatAnswer answer;
            try {
                answer = usual(exchange, request);
            } catch (AudioEndpoints.Refused | IllegalArgumentException e) {
                exchange.ended().complete(true);
                document(socket, 400, error(String.valueOf(e.getMessage()), "invalid_request_error"), "");
                return;
            }
            for (Fault fault : faults) {
                if (fault.which.test(exchange)) {
                    answer = fault.change.apply(answer);
                    break;
                }
            }
            var watch = Thread.ofVirtual().start(() -> watch(socket, exchange));
            answer(socket, answer, exchange);
            watch.interrupt();
        } catch (IOException e) {
            // The client has disconnected; the exchange records it.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(socket);
        }
    }

    private JsonNode body(HttpWire.Request request) throws IOException {
        String type = request.headers().getOrDefault("content-type", "");
        if (request.body().length == 0) {
            return json.createObjectNode();
        }
        if (!type.startsWith("multipart/form-data")) {
            return json.readTree(request.body());
        }
        MultipartForm form = MultipartForm.read(type, request.body());
        ObjectNode fields = json.createObjectNode();
        form.fields().forEach(fields::put);
        form.file().ifPresent(file -> fields.put("file_bytes", file.content().length));
        return fields;
    }

    private ChatAnswer usual(Exchange exchange, HttpWire.Request request) throws AudioEndpoints.Refused {
        if (exchange.chat()) {
            ChatAnswer queued = next.poll();
            return queued == null ? talk.apply(exchange.body()) : queued;
        }
        if (exchange.transcription()) {
            return audio.transcription(
                    MultipartForm.read(request.headers().getOrDefault("content-type", ""), request.body()));
        }
        return exchange.speech() ? audio.speech(exchange.body()) : ChatAnswer.error(404);
    }

    private void models(Socket socket, String path) throws IOException {
        String name = path.replaceFirst("^.*/models/?", "");
        if (name.isEmpty()) {
            ObjectNode list = json.createObjectNode().put("object", "list");
            var data = list.putArray("data");
            AudioEndpoints.models()
                    .forEach(model -> data.addObject().put("id", model).put("object", "model"));
            document(socket, 200, list, "");
        } else if (AudioEndpoints.models().contains(name)) {
            document(socket, 200, json.createObjectNode().put("id", name).put("object", "model"), "");
        } else {
            document(socket, 404, error("The model '" + name + "' does not exist", "model_not_found"), "");
        }
    }

    /** Whether the client closed its side while the response was sent. */
    private static void watch(Socket socket, Exchange exchange) {
        try {
            if (socket.getInputStream().read() < 0) {
                exchange.ended().complete(false);
                socket.close();
            }
        } catch (IOException e) {
            exchange.ended().complete(false);
        }
    }

    private void answer(Socket socket, ChatAnswer answer, Exchange exchange) throws IOException, InterruptedException {
        pause(answer.beforeHead(), exchange);
        if (answer.status() != 200) {
            exchange.ended().complete(true);
            boolean busy = answer.status() == 429 || answer.status() == 503;
            String retry =
                    busy ? "Retry-After: " + Math.max(1, answer.retryAfter().toSeconds()) + "\r\n" : "";
            document(socket, answer.status(), failed(answer.status()), retry);
            return;
        }
        OutputStream out = socket.getOutputStream();
        out.write(("HTTP/1.1 200 OK\r\nContent-Type: " + contentType(exchange)
                        + "\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        out.flush();
        var body = new ChunkedBody(out, answer.bytesAtOnce());
        var chat = new ChatStream(json, exchange.body());
        boolean events = exchange.chat() && exchange.streamed();
        if (events) {
            body.event(chat.first());
        }
        for (ChatAnswer.Part part : answer.parts()) {
            if (part instanceof ChatAnswer.Part.Wait(Duration length)) {
                pause(length, exchange);
            } else if (part instanceof ChatAnswer.Part.Drop) {
                exchange.ended().complete(true);
                // Closes the socket after what was sent is delivered, without the end of the body.
                return;
            } else if (part instanceof ChatAnswer.Part.Bytes(byte[] piece)) {
                body.bytes(piece);
            } else if (events) {
                Optional<String> event = chat.event(part);
                if (event.isPresent()) {
                    body.event(event.get());
                }
            }
        }
        if (exchange.chat() && !events) {
            body.bytes(chat.whole(answer.parts()).getBytes(StandardCharsets.UTF_8));
        }
        exchange.ended().complete(true);
        body.end();
    }

    private static String contentType(Exchange exchange) {
        if (exchange.speech()) {
            return exchange.body().path("response_format").asText().equals("wav") ? "audio/wav" : "audio/pcm";
        }
        if (exchange.streamed()) {
            return "text/event-stream; charset=utf-8";
        }
        return exchange.body().path("response_format").asText().equals("text") ? "text/plain" : "application/json";
    }

    /** @throws IOException when the client disconnects meanwhile */
    private static void pause(Duration length, Exchange exchange) throws IOException, InterruptedException {
        if (!length.isPositive()) {
            return;
        }
        try {
            exchange.ended().get(length.toMillis(), TimeUnit.MILLISECONDS);
            throw new IOException("the client has gone");
        } catch (TimeoutException e) {
            // The client is still connected.
        } catch (ExecutionException e) {
            throw new IOException(e);
        }
    }

    private ObjectNode failed(int status) {
        return error("simulated", status == 429 ? "rate_limit_exceeded" : "error_" + status);
    }

    private ObjectNode error(String message, String code) {
        ObjectNode document = json.createObjectNode();
        document.putObject("error")
                .put("message", message)
                .put("type", code.startsWith("error_") ? "error" : code)
                .put("code", code)
                .putNull("param");
        return document;
    }

    private static void document(Socket socket, int status, ObjectNode document, String header) throws IOException {
        byte[] body = document.toString().getBytes(StandardCharsets.UTF_8);
        OutputStream out = socket.getOutputStream();
        out.write(("HTTP/1.1 " + status + " Simulated\r\nContent-Type: application/json\r\n" + header
                        + "Content-Length: " + body.length + "\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        out.write(body);
        out.flush();
    }

    /** Runs until its standard input ends. Argument: the port, 8090 unless given. */
    public static void main(String[] arguments) throws IOException {
        int port = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 8090;
        try (var simulator = start(port, new SmallTalk())) {
            System.out.println("OPENAI_BASE_URL=" + simulator.baseUrl());
            while (System.in.read() >= 0) {
                // The input is ignored but for its end.
            }
        }
    }
}

package io.agentlocator.testbed.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An OpenAI server on loopback: {@code POST /v1/chat/completions} as a stream of server-sent events, {@code GET
 * /v1/models}. Answers with what it was given to answer, in order; when nothing is left, with what its talk makes of the
 * request. Each connection carries one request and has a thread of its own.
 */
public final class OpenAiSimulator implements AutoCloseable {

    private final ServerSocket listening;
    private final ObjectMapper json = new ObjectMapper();
    private final Deque<Answer> next = new ConcurrentLinkedDeque<>();
    private final List<Exchange> exchanges = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Function<JsonNode, Answer> talk;

    private OpenAiSimulator(int port, Function<JsonNode, Answer> talk) throws IOException {
        this.talk = talk;
        this.listening = new ServerSocket();
        this.listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        Thread.ofVirtual().name("openai-simulator").start(this::accept);
    }

    /** On a free port, with a talk that leads through a lead's questions. */
    public static OpenAiSimulator start() {
        return start(0, new SmallTalk());
    }

    public static OpenAiSimulator start(int port, Function<JsonNode, Answer> talk) {
        try {
            return new OpenAiSimulator(port, talk);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What OPENAI_BASE_URL has to be. */
    public String baseUrl() {
        return "http://127.0.0.1:" + listening.getLocalPort() + "/v1";
    }

    /** The next request that nothing else is waiting for is answered with this. */
    public OpenAiSimulator then(Answer answer) {
        next.add(answer);
        return this;
    }

    /** All that was asked, in order. */
    public List<Exchange> exchanges() {
        return List.copyOf(exchanges);
    }

    /** The connections that are open now. */
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
            JsonNode body = request.body().isEmpty() ? json.createObjectNode() : json.readTree(request.body());
            if (request.method().equals("GET")) {
                document(socket, 200, json.createObjectNode().put("object", "list"));
                return;
            }
            var exchange =
                    new Exchange(request.method(), request.path(), request.headers(), body, new CompletableFuture<>());
            exchanges.add(exchange);
            if (!request.path().equals("/v1/chat/completions")) {
                document(socket, 404, error(404));
                exchange.ended().complete(true);
                return;
            }
            Answer queued = next.poll();
            Answer answer = queued == null ? talk.apply(body) : queued;
            var watch = Thread.ofVirtual().start(() -> watch(socket, exchange));
            answer(socket, answer, exchange);
            watch.interrupt();
        } catch (IOException e) {
            // The client has gone; its exchange tells so.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(socket);
        }
    }

    /** A client that closes its side while it is answered does not want the rest. */
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

    private void answer(Socket socket, Answer answer, Exchange exchange) throws IOException, InterruptedException {
        Thread.sleep(answer.beforeHead());
        if (answer.status() != 200) {
            exchange.ended().complete(true);
            document(socket, answer.status(), error(answer.status()));
            return;
        }
        OutputStream out = socket.getOutputStream();
        out.write(("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\n"
                        + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        var stream = new ChunkedBody(out, answer.bytesAtOnce());
        stream.event(chunk(json.createObjectNode().put("role", "assistant").put("content", ""), null));
        for (Answer.Part part : answer.parts()) {
            switch (part) {
                case Answer.Part.Text(String content) ->
                    stream.event(chunk(json.createObjectNode().put("content", content), null));
                case Answer.Part.Tool tool -> stream.event(chunk(tool(tool), null));
                case Answer.Part.Wait(Duration length) -> Thread.sleep(length);
                case Answer.Part.Finish(String reason) -> stream.event(chunk(json.createObjectNode(), reason));
                case Answer.Part.Usage usage -> stream.event(usage());
                case Answer.Part.Failure(String code) -> {
                    ObjectNode failure = json.createObjectNode();
                    failure.putObject("error").put("message", "failed").put("code", code);
                    stream.event(failure.toString());
                }
                case Answer.Part.Done done -> stream.event("[DONE]");
                case Answer.Part.Drop drop -> {
                    exchange.ended().complete(true);
                    // The socket closes with what was sent delivered, and no end of the body.
                    return;
                }
            }
        }
        exchange.ended().complete(true);
        stream.end();
    }

    private String chunk(ObjectNode delta, @Nullable String finish) {
        ObjectNode chunk = head();
        ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
        choice.set("delta", delta);
        choice.put("finish_reason", finish);
        return chunk.toString();
    }

    private ObjectNode tool(Answer.Part.Tool tool) {
        ObjectNode delta = json.createObjectNode();
        ObjectNode call = delta.putArray("tool_calls").addObject().put("index", tool.index());
        ObjectNode function;
        if (tool.id().isEmpty()) {
            function = call.putObject("function");
        } else {
            call.put("id", tool.id()).put("type", "function");
            function = call.putObject("function").put("name", tool.name());
        }
        function.put("arguments", tool.arguments());
        return delta;
    }

    private String usage() {
        ObjectNode chunk = head();
        ArrayNode none = chunk.putArray("choices");
        assert none.isEmpty();
        chunk.putObject("usage")
                .put("prompt_tokens", 5)
                .put("completion_tokens", 3)
                .put("total_tokens", 8);
        return chunk.toString();
    }

    private ObjectNode head() {
        return json.createObjectNode()
                .put("id", "chatcmpl-1")
                .put("object", "chat.completion.chunk")
                .put("created", 1)
                .put("model", "simulated");
    }

    private ObjectNode error(int status) {
        ObjectNode document = json.createObjectNode();
        document.putObject("error")
                .put("message", "simulated")
                .put("type", status == 429 ? "rate_limit_exceeded" : "error")
                .put("code", status == 429 ? "rate_limit_exceeded" : "error_" + status)
                .putNull("param");
        return document;
    }

    private static void document(Socket socket, int status, ObjectNode document) throws IOException {
        byte[] body = document.toString().getBytes(StandardCharsets.UTF_8);
        String retry = status == 429 ? "Retry-After: 1\r\n" : "";
        OutputStream out = socket.getOutputStream();
        out.write(("HTTP/1.1 " + status + " Simulated\r\nContent-Type: application/json\r\n" + retry
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
                // Only the end is of interest.
            }
        }
    }
}

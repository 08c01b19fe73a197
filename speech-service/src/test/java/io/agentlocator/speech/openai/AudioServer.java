package io.agentlocator.speech.openai;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/** A server with the two audio endpoints and scripted answers. Shares no code with the engines under test. */
public final class AudioServer implements AutoCloseable {

    /** Answers a request. */
    public interface Answer {
        void to(HttpExchange exchange) throws IOException, InterruptedException;
    }

    /** @param fields of the form, if it is one; files as Latin-1 */
    public record Asked(String path, String authorization, String body, Map<String, String> fields) {}

    public final List<Asked> asked = new CopyOnWriteArrayList<>();
    public final CountDownLatch closing = new CountDownLatch(1);
    private final BlockingQueue<Answer> next = new LinkedBlockingQueue<>();
    private final HttpServer server;
    private volatile Answer otherwise = status(500);

    public AudioServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/audio/", this::serve);
        server.start();
    }

    public String baseUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    public AudioServer then(Answer answer) {
        next.add(answer);
        return this;
    }

    public AudioServer always(Answer answer) {
        otherwise = answer;
        return this;
    }

    private void serve(HttpExchange exchange) throws IOException {
        String type = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1);
        asked.add(new Asked(
                exchange.getRequestURI().getPath(),
                String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                body,
                type.startsWith("multipart/form-data; boundary=")
                        ? fields(type.split("boundary=")[1], body)
                        : Map.of()));
        Answer answer = next.poll();
        try {
            (answer == null ? otherwise : answer).to(exchange);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            exchange.close();
        }
    }

    private static Map<String, String> fields(String boundary, String body) {
        var fields = new HashMap<String, String>();
        for (String part : body.split("--" + boundary)) {
            int head = part.indexOf("\r\n\r\n");
            if (head > 0) {
                String name = part.replaceFirst("(?s).*?name=\"([^\"]*)\".*", "$1");
                fields.put(name, part.substring(head + 4, part.length() - 2));
                if (part.contains("filename=\"")) {
                    fields.put("filename", part.replaceFirst("(?s).*?filename=\"([^\"]*)\".*", "$1"));
                }
            }
        }
        return fields;
    }

    public static Answer status(int status) {
        return exchange -> {
            byte[] body = "{\"error\":{\"message\":\"simulated\",\"code\":\"x\"}}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        };
    }

    public static Answer json(String body) {
        return exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        };
    }

    /** Never answers. */
    public Answer hangs() {
        return exchange -> closing.await();
    }

    /** Streams pieces and runs something between them. */
    public static Answer sound(List<byte[]> pieces, Runnable betweenPieces) {
        return exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "audio/pcm");
            exchange.sendResponseHeaders(200, 0);
            OutputStream out = exchange.getResponseBody();
            for (int i = 0; i < pieces.size(); i++) {
                if (i > 0) {
                    betweenPieces.run();
                }
                out.write(pieces.get(i));
                out.flush();
            }
            out.close();
        };
    }

    /** A body that ends before its declared length. */
    public static Answer breaksOff(byte[] piece) {
        return exchange -> {
            exchange.sendResponseHeaders(200, piece.length * 2L);
            exchange.getResponseBody().write(piece);
            exchange.getResponseBody().flush();
            throw new IOException("broken off");
        };
    }

    /** 16-bit little-endian at 24 kHz. */
    public static byte[] tone(int hertz, int ms) {
        byte[] pcm = new byte[24 * ms * 2];
        for (int i = 0; i < pcm.length / 2; i++) {
            int sample = (int) (10_000 * Math.sin(2 * Math.PI * hertz * i / 24_000));
            pcm[2 * i] = (byte) sample;
            pcm[2 * i + 1] = (byte) (sample >> 8);
        }
        return pcm;
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
    }
}

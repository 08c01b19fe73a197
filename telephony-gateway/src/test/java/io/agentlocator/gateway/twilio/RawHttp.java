package io.agentlocator.gateway.twilio;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** HTTP/1.1 byte for byte, for requests that no client library sends. */
public final class RawHttp implements AutoCloseable {

    /** @param status 0 where the server closed the connection without an answer */
    public record Answer(int status, Map<String, String> headers, byte[] body) {}

    private static final int PATIENCE_MS = 20_000;

    private final int port;
    private @Nullable Socket socket;
    private @Nullable InputStream in;

    public RawHttp(int port) {
        this.port = port;
    }

    public Answer send(String method, String uri, Map<String, String> headers, byte[] body) throws IOException {
        var head = new StringBuilder(method + " " + uri + " HTTP/1.1\r\n");
        headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
        if (!method.equals("GET")) {
            head.append("Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + body.length + "\r\n");
        }
        var request = new ByteArrayOutputStream();
        request.writeBytes(head.append("\r\n").toString().getBytes(ISO_8859_1));
        request.writeBytes(body);
        return send(request.toByteArray(), false);
    }

    /** @param over whether the request is the last one on this connection */
    public Answer send(byte[] request, boolean over) throws IOException {
        if (socket == null) {
            socket = new Socket("127.0.0.1", port);
            socket.setSoTimeout(PATIENCE_MS);
            in = new BufferedInputStream(socket.getInputStream());
        }
        try {
            socket.getOutputStream().write(request);
            socket.getOutputStream().flush();
            if (over) {
                socket.shutdownOutput();
            }
            Answer answer = read(in);
            if (over || "close".equalsIgnoreCase(answer.headers().get("connection"))) {
                close();
            }
            return answer;
        } catch (EOFException | java.net.SocketException e) {
            close();
            return new Answer(0, Map.of(), new byte[0]);
        }
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
        }
        socket = null;
        in = null;
    }

    private static Answer read(InputStream in) throws IOException {
        int status = Integer.parseInt(line(in).split(" ")[1]);
        var headers = new TreeMap<String, String>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        return new Answer(status, headers, in.readNBytes(length));
    }

    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException();
            }
            line.write(b);
        }
        return line.toString(ISO_8859_1).stripTrailing();
    }
}

package io.agentlocator.dialog.openai;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Answers one request with the given bytes, then closes the connection. */
final class RawSse implements AutoCloseable {

    private final ServerSocket listening;

    RawSse(String body) {
        try {
            listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(() -> serve(body));
    }

    String baseUrl() {
        return "http://127.0.0.1:" + listening.getLocalPort() + "/v1";
    }

    private void serve(String body) {
        try (Socket socket = listening.accept()) {
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            int length = 0;
            for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                if (line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:")) {
                    length = Integer.parseInt(line.substring(15).strip());
                }
            }
            // Hebrew letters are two bytes each: there are fewer characters than bytes, and the rest stays unread.
            in.read(new char[Math.min(length, 64)]);
            OutputStream out = socket.getOutputStream();
            out.write(("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n" + body)
                    .getBytes(StandardCharsets.UTF_8));
            out.flush();
            socket.shutdownOutput();
            while (in.read() >= 0) {
                // Closing with unread bytes would reset the connection before the client has read the answer.
            }
        } catch (IOException e) {
            // The client has closed the connection.
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}

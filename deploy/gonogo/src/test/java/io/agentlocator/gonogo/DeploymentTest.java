package io.agentlocator.gonogo;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentlocator.twilio.PublicUrl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class DeploymentTest {

    @Test
    @Timeout(60)
    void anAnswerThatBeginsAndDoesNotEndIsNotWaitedForForEver() throws Exception {
        List<Socket> held = new ArrayList<>();
        try (var server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                try {
                    Socket socket = server.accept();
                    held.add(socket);
                    socket.getOutputStream()
                            .write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nok".getBytes(US_ASCII));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            var deployment = new Deployment(
                    PublicUrl.parse("http://127.0.0.1:" + server.getLocalPort()),
                    new Deployment.Credentials(Optional.empty(), Optional.empty(), Optional.empty()));

            assertThatThrownBy(() -> deployment.get("/healthz"))
                    .isInstanceOf(Unreachable.class)
                    .hasMessageContaining("no-end");
        } finally {
            for (Socket socket : held) {
                socket.close();
            }
        }
    }
}

package io.agentlocator.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentlocator.testbed.infrastructure.FreePort;
import io.agentlocator.testbed.suite.Service;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * An idle socket stays open with the time-outs of the Ingress. {@code -Dingress.idle=PT10M} waits that
 * long.
 */
@EnabledIf(value = "io.agentlocator.deploy.NginxFront#available", disabledReason = "there is no nginx on this machine")
class NginxFrontTest {

    private static final Duration IDLE = Duration.parse(System.getProperty("ingress.idle", "PT0S"));

    private final Vertx vertx = Vertx.vertx();
    private HttpServer echo;

    @TempDir
    private Path directory;

    @BeforeEach
    void start() throws Exception {
        echo = vertx.createHttpServer()
                .webSocketHandler(socket -> socket.textMessageHandler(socket::writeTextMessage))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    @AfterEach
    void end() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void anIdleSocketStaysWithTheChartsTimeoutsAndFallsWithShortOnes() throws Exception {
        String rendered = Chart.rendered(Map.of());
        try (NginxFront patient = front(rendered, "patient");
                NginxFront hasty = front(rendered.replace("\"3600\"", "\"1\""), "hasty")) {
            var stays = new Caller(patient);
            var falls = new Caller(hasty);

            assertThat(falls.closed.get(20, TimeUnit.SECONDS)).isPositive();
            TimeUnit.MILLISECONDS.sleep(IDLE.toMillis());
            assertThat(stays.closed).isNotDone();
            stays.socket.sendText("עוד כאן", true).get(10, TimeUnit.SECONDS);
            assertThat(stays.heard.get(10, TimeUnit.SECONDS)).isEqualTo("עוד כאן");
        }
    }

    private NginxFront front(String rendered, String name) throws Exception {
        NginxFront front = NginxFront.start(Chart.objects(rendered), FreePort.next(), directory.resolve(name));
        front.lead(Service.MEDIA_INGEST, List.of(echo.actualPort()));
        return front;
    }

    /** A client that sends nothing by itself. */
    private static final class Caller implements WebSocket.Listener {

        /** Completed with the closing code. */
        final CompletableFuture<Integer> closed = new CompletableFuture<>();

        final CompletableFuture<String> heard = new CompletableFuture<>();
        final WebSocket socket;

        Caller(NginxFront front) throws Exception {
            socket = HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .buildAsync(URI.create(front.baseUrl().replace("http", "ws") + "/ws/twilio-media"), this)
                    .get(10, TimeUnit.SECONDS);
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
            heard.complete(text.toString());
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            closed.complete(code);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            closed.complete(1006);
        }
    }
}

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

/** The Ingress' own promise: a socket on which nothing is said for a while stays. */
@EnabledIf(value = "io.agentlocator.deploy.NginxFront#available", disabledReason = "there is no nginx on this machine")
class NginxFrontTest {

    private final Vertx vertx = Vertx.vertx();
    private HttpServer silent;

    @TempDir
    private Path directory;

    @BeforeEach
    void start() throws Exception {
        silent = vertx.createHttpServer()
                .webSocketHandler(socket -> {})
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
            CompletableFuture<Integer> stays = idle(patient);
            CompletableFuture<Integer> falls = idle(hasty);

            assertThat(falls.get(20, TimeUnit.SECONDS)).isPositive();
            assertThat(stays).isNotDone();
        }
    }

    private NginxFront front(String rendered, String name) throws Exception {
        NginxFront front = NginxFront.start(Chart.objects(rendered), FreePort.next(), directory.resolve(name));
        front.lead(Service.MEDIA_INGEST, List.of(silent.actualPort()));
        return front;
    }

    /** @return done with the code when the socket has been closed */
    private static CompletableFuture<Integer> idle(NginxFront front) throws Exception {
        var closed = new CompletableFuture<Integer>();
        HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(
                        URI.create(front.baseUrl().replace("http", "ws") + "/ws/twilio-media"),
                        new WebSocket.Listener() {
                            @Override
                            public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
                                closed.complete(code);
                                return null;
                            }

                            @Override
                            public void onError(WebSocket socket, Throwable error) {
                                closed.complete(1006);
                            }
                        })
                .get(10, TimeUnit.SECONDS);
        return closed;
    }
}

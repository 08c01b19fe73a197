package io.agentlocator.media.app;

import io.agentlocator.media.twilio.TwilioSocket;
import io.agentlocator.shell.http.OwnAddress;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Opens the service's own media socket as soon as the server listens: on both paths, with Twilio's subprotocol and
 * without. Each must answer 101, as Twilio requires. Until all do, the service is not ready and the test is repeated.
 */
@ApplicationScoped
public class SocketSelfTest {

    static final List<String> PATHS = List.of("/ws/twilio-media", "/ws/twilio-media/");
    static final String SUBPROTOCOL = "audio.twilio.com";

    private static final Logger LOG = Logger.getLogger(SocketSelfTest.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration AGAIN_AFTER = Duration.ofSeconds(2);
    private static final String PASSED = "101";

    private final OwnAddress address;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile String result = "not yet";

    @Inject
    SocketSelfTest(OwnAddress address) {
        this.address = address;
    }

    public boolean passed() {
        return result.equals(PASSED);
    }

    /** {@code 101}, or the first other answer. */
    public String result() {
        return result;
    }

    void listening(@ObservesAsync HttpServerStart started) {
        Thread.ofVirtual().name("ws-selftest").start(() -> {
            try {
                do {
                    result = tryUpgrades(address.socket("").toString());
                    LOG.logf(passed() ? Logger.Level.INFO : Logger.Level.ERROR, "WS_SELFTEST=%s", result);
                } while (!passed() && !closing.await(AGAIN_AFTER.toMillis(), TimeUnit.MILLISECONDS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    void stop(@Observes ShutdownEvent stopping) {
        closing.countDown();
    }

    /** {@code 101} where every upgrade succeeds; otherwise the first failure and its path. */
    static String tryUpgrades(String server) {
        try (HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .build()) {
            for (String path : PATHS) {
                for (String offered : List.of(SUBPROTOCOL, "")) {
                    String answer = tryUpgrade(client, URI.create(server + path), offered);
                    if (!answer.equals(PASSED)) {
                        return answer + " path=" + path + " subprotocol=" + offered;
                    }
                }
            }
            return PASSED;
        }
    }

    private static String tryUpgrade(HttpClient client, URI address, String offered) {
        WebSocket.Builder upgrade =
                client.newWebSocketBuilder().connectTimeout(PATIENCE).header(TwilioSocket.SELF_TEST_HEADER, "1");
        if (!offered.isEmpty()) {
            upgrade.subprotocols(offered);
        }
        try {
            WebSocket socket =
                    upgrade.buildAsync(address, new WebSocket.Listener() {}).join();
            String echoed = socket.getSubprotocol();
            socket.abort();
            return echoed.equals(offered) ? PASSED : "101 but subprotocol \"" + echoed + "\"";
        } catch (CompletionException e) {
            return e.getCause() instanceof WebSocketHandshakeException refused
                    ? Integer.toString(refused.getResponse().statusCode())
                    : String.valueOf(e.getCause());
        }
    }
}

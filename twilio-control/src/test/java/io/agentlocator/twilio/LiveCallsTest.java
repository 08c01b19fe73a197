package io.agentlocator.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLDecoder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LiveCallsTest {

    private static final Optional<TwilioCredentials> CREDENTIALS = TwilioCredentials.of("AC1", "secret");
    private static final String LIVE = "{\"sid\":\"CA1\",\"status\":\"in-progress\",\"new_field\":1}";

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch release = new CountDownLatch(1);
    private HttpServer server;
    private int status = 200;
    private String answer = LIVE;
    private boolean stalled;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", exchange -> {
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization") + " "
                    + URLDecoder.decode(new String(exchange.getRequestBody().readAllBytes(), UTF_8), UTF_8));
            byte[] body = answer.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            if (stalled) {
                exchange.getResponseBody().write(body, 0, 1);
                exchange.getResponseBody().flush();
                await();
            }
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.setExecutor(task -> Thread.ofVirtual().start(task));
        server.start();
    }

    @AfterEach
    void stop() {
        release.countDown();
        server.stop(0);
    }

    @Test
    void sendsTheDocumentOnceWithBasicAuthentication() {
        assertThat(calls().redirect("CA1", "<Response><Play>שלום</Play></Response>"))
                .isEqualTo(new CallUpdate.Updated());
        assertThat(requests)
                .containsExactly("POST /2010-04-01/Accounts/AC1/Calls/CA1.json Basic QUMxOnNlY3JldA== "
                        + "Twiml=<Response><Play>שלום</Play></Response>");
    }

    @Test
    void hangsUp() {
        assertThat(calls().hangUp("CA1")).isEqualTo(new CallUpdate.Updated());
        assertThat(requests).singleElement().asString().endsWith("Status=completed");
    }

    @Test
    void aCallThatIsOverIsNoFault() {
        answers(400, "{\"code\":21220,\"message\":\"Invalid call state\",\"status\":400}");
        assertThat(calls().redirect("CA1", "<Response/>")).isEqualTo(new CallUpdate.CallOver(21220));
        answers(404, "{\"code\":20404,\"message\":\"not found\",\"status\":404}");
        assertThat(calls().redirect("CA1", "<Response/>")).isEqualTo(new CallUpdate.CallOver(20404));
    }

    @Test
    void aRefusalSaysWhy() {
        answers(401, "{\"code\":20003,\"message\":\"Authenticate\",\"status\":401}");
        assertThat(calls().redirect("CA1", "<Response/>")).isInstanceOfSatisfying(CallUpdate.Refused.class, refused -> {
            assertThat(refused).isEqualTo(new CallUpdate.Refused(401, 20003, "Authenticate"));
            assertThat(refused.passing()).isFalse();
        });
    }

    @Test
    void aFaultOfTheServerIsNotSentAgainByItself() {
        answers(503, "<html>down</html>");
        assertThat(calls().redirect("CA1", "<Response/>")).isInstanceOfSatisfying(CallUpdate.Refused.class, refused -> {
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.passing()).isTrue();
        });
        assertThat(requests).hasSize(1);
    }

    @Test
    void anUnreadableSuccessIsNotTakenForOne() {
        answers(200, "<html>captive portal</html>");
        assertThat(calls().redirect("CA1", "<Response/>")).isNotInstanceOf(CallUpdate.Updated.class);
    }

    @Test
    void aBodyThatNeverEndsIsGivenUp() {
        stalled = true;
        assertThat(new LiveCalls(CREDENTIALS, base(), Duration.ofMillis(300)).redirect("CA1", "<Response/>"))
                .isInstanceOf(CallUpdate.Unreachable.class);
    }

    @Test
    void saysWhetherTwilioTakesTheCredentials() {
        answers(200, "{\"calls\":[]}");
        assertThat(calls().refusal()).isEmpty();
        assertThat(requests)
                .singleElement()
                .asString()
                .startsWith("GET /2010-04-01/Accounts/AC1/Calls.json?PageSize=1 Basic ");
        answers(401, "{\"code\":20003,\"message\":\"Authenticate\",\"status\":401}");
        assertThat(calls().refusal()).hasValue("refused by Twilio, HTTP 401");
        assertThat(new LiveCalls(Optional.empty(), base()).refusal())
                .hasValue("TWILIO_ACCOUNT_SID or TWILIO_AUTH_TOKEN is not set");
    }

    @Test
    void nobodyThere() throws IOException {
        int free;
        try (var socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        var calls = new LiveCalls(CREDENTIALS, URI.create("http://127.0.0.1:" + free));
        assertThat(calls.hangUp("CA1")).isInstanceOf(CallUpdate.Unreachable.class);
        assertThat(calls.refusal()).hasValueSatisfying(text -> assertThat(text).startsWith("Twilio does not answer"));
    }

    @Test
    void withoutCredentialsItSaysWhatIsMissing() {
        var calls = new LiveCalls(TwilioCredentials.of("AC1", " "), base());
        assertThat(calls.redirect("CA1", "<Response/>"))
                .isInstanceOfSatisfying(
                        CallUpdate.Refused.class,
                        refused -> assertThat(refused.message()).contains("TWILIO_AUTH_TOKEN"));
        assertThat(requests).isEmpty();
    }

    @Test
    void credentialsDoNotShowTheirSecret() {
        assertThat(CREDENTIALS.orElseThrow().toString())
                .doesNotContain("secret")
                .contains("AC1");
    }

    private LiveCalls calls() {
        return new LiveCalls(CREDENTIALS, base());
    }

    private URI base() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    private void answers(int status, String answer) {
        this.status = status;
        this.answer = answer;
    }

    private void await() {
        try {
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

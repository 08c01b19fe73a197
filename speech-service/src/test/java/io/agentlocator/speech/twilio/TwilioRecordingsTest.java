package io.agentlocator.speech.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.sun.net.httpserver.HttpServer;
import io.agentlocator.speech.roles.RecordingSource.Fetched;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TwilioRecordingsTest {

    private static final String PATH = "/2010-04-01/Accounts/AC1/Recordings/RE1";

    private HttpServer api;
    private HttpServer store;
    private final List<String> asked = new ArrayList<>();
    private int status = 200;
    private byte[] body = {1, 2, 3};
    private TwilioRecordings recordings;

    @BeforeEach
    void open() throws Exception {
        var loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        store = HttpServer.create(loopback, 0);
        store.createContext("/", exchange -> {
            asked.add("store " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write(new byte[] {8, 9});
            exchange.close();
        });
        store.start();
        api = HttpServer.create(loopback, 0);
        api.createContext("/", exchange -> {
            asked.add("api " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            if (status == 307) {
                exchange.getResponseHeaders()
                        .add(
                                "Location",
                                "http://127.0.0.1:" + store.getAddress().getPort() + "/elsewhere");
            }
            if (status == 302) {
                exchange.getResponseHeaders().add("Location", "/again");
            }
            boolean empty = status != 200 || body.length == 0;
            exchange.sendResponseHeaders(status, empty ? -1 : body.length);
            if (!empty) {
                exchange.getResponseBody().write(body);
            }
            exchange.close();
        });
        api.start();
        recordings = new TwilioRecordings(
                new TwilioRecordings.Settings("AC1", "secret", Optional.of(base()), Duration.ofSeconds(2), 1000));
    }

    @AfterEach
    void close() {
        recordings.close();
        api.stop(0);
        store.stop(0);
    }

    @Test
    void theWaveFileIsFetchedWithTheAccountsSecret() throws Exception {
        var fetched = recordings.fetch("https://api.twilio.com" + PATH);
        assertThat(((Fetched.Arrived) fetched).file()).containsExactly(1, 2, 3);
        assertThat(asked).containsExactly("api " + PATH + ".wav Basic QUMxOnNlY3JldA==");
    }

    @Test
    void theSecretDoesNotFollowARedirect() throws Exception {
        status = 307;
        var fetched = recordings.fetch(PATH);
        assertThat(((Fetched.Arrived) fetched).file()).containsExactly(8, 9);
        assertThat(asked).last().isEqualTo("store /elsewhere null");
    }

    @ParameterizedTest
    @CsvSource({"404,true", "500,true", "503,true", "429,true", "401,false", "403,false", "410,false"})
    void statusesThatMayPass(int answered, boolean mayPass) throws Exception {
        status = answered;
        assertThat(recordings.fetch(PATH)).isInstanceOf(mayPass ? Fetched.NotYet.class : Fetched.Never.class);
    }

    @Test
    void anEmptyFileIsNotThereYet() throws Exception {
        body = new byte[0];
        assertThat(recordings.fetch(PATH)).isInstanceOf(Fetched.NotYet.class);
    }

    @Test
    void whatIsTooLargeIsNotTaken() throws Exception {
        body = new byte[1001];
        assertThat(recordings.fetch(PATH)).isNotInstanceOf(Fetched.Arrived.class);
    }

    @Test
    void aServerThatIsNotThereMayComeBack() throws Exception {
        api.stop(0);
        assertThat(recordings.fetch(PATH)).isInstanceOf(Fetched.NotYet.class);
    }

    static Stream<Arguments> addresses() {
        URI simulator = URI.create("http://127.0.0.1:9999/");
        String wav = "https://api.twilio.com" + PATH + ".wav";
        return Stream.of(
                arguments("https://api.twilio.com" + PATH, null, wav),
                arguments("https://api.twilio.com" + PATH + ".mp3", null, wav),
                arguments("https://api.twilio.com" + PATH + ".json", null, wav),
                arguments("https://api.twilio.com" + PATH + ".wav?x=1", null, wav),
                arguments(PATH + ".json", null, wav),
                arguments(
                        "https://api.dublin.ie1.twilio.com" + PATH,
                        null,
                        "https://api.dublin.ie1.twilio.com" + PATH + ".wav"),
                arguments("https://api.twilio.com" + PATH, simulator, "http://127.0.0.1:9999" + PATH + ".wav"),
                arguments("http://127.0.0.1:9999" + PATH, simulator, "http://127.0.0.1:9999" + PATH + ".wav"),
                arguments("http://127.0.0.1:9998" + PATH, simulator, null),
                arguments("http://api.twilio.com" + PATH, null, null),
                arguments("https://api.twilio.com.evil.example" + PATH, null, null),
                arguments("https://evil.example/api.twilio.com" + PATH, null, null),
                arguments("https://api.twilio.com@evil.example" + PATH, null, null),
                arguments("file:///etc/passwd", null, null),
                arguments("not a url", null, null),
                arguments("", null, null));
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void theSecretGoesToTwilioOnly(String given, URI base, String expected) {
        assertThat(TwilioRecordings.address(given, Optional.ofNullable(base), "AC1")
                        .map(URI::toString))
                .isEqualTo(Optional.ofNullable(expected));
    }

    /** What a stranger may write for a recording; none of it may be asked for, with or without the secret. */
    static Stream<String> hostileUrls() {
        String twilio = "https://api.twilio.com";
        return Stream.of(
                twilio + "//evil.example/x",
                twilio + "//evil.example" + PATH,
                "//evil.example" + PATH,
                "/\\evil.example" + PATH,
                "/\\evil.example/x",
                "\\\\evil.example" + PATH,
                twilio + "/\\evil.example" + PATH,
                twilio + "@evil.example" + PATH,
                "https://user:password@api.twilio.com" + PATH,
                twilio + "%2eevil.example" + PATH,
                twilio + "%2f@evil.example" + PATH,
                twilio + "/%2f%2fevil.example" + PATH,
                twilio + "/%2fevil.example/x",
                twilio + PATH.replace("AC1", ".."),
                twilio + PATH + "/../RE2",
                twilio + PATH + "/..",
                twilio + "/2010-04-01/../2010-04-01/Accounts/AC1/Recordings/RE1",
                twilio + "/2010-04-01/Accounts/AC1/Recordings/%2e%2e",
                twilio + "/2010-04-01/Accounts/AC1/Recordings/RE1%2f..%2fRE2",
                twilio + "/2010-04-01/Accounts/AC1/Recordings/RE1\u202e",
                twilio + "/2010-04-01/Accounts/AC1/Recordings/RE\u0661",
                twilio + "/2010-04-01/Accounts/AC1/Recordings/RE1\r\nHost: evil.example",
                twilio + "/2010-04-01/Accounts/AC1/Recordings/RE" + "1".repeat(65),
                twilio + "/2010-04-01/Accounts/AC2/Recordings/RE1",
                "/2010-04-01/Accounts/AC2/Recordings/RE1",
                twilio + "/2010-04-01/Accounts/AC1/Calls/CA1",
                twilio + PATH + "#@evil.example",
                twilio + ":8443" + PATH,
                twilio + ":@evil.example" + PATH,
                "https://api.tw\u0131lio.com" + PATH,
                "https://\uff41pi.twilio.com" + PATH,
                "https://api.twilio.com." + PATH,
                "https://twilio.com" + PATH,
                "https://api.evil.example.a.twilio.com.evil.example" + PATH,
                "https://api.a.b.c.twilio.com" + PATH,
                "https://[::1]" + PATH,
                "https://[::ffff:127.0.0.1]" + PATH,
                "https://127.0.0.1" + PATH,
                "https://2130706433" + PATH,
                "https:api.twilio.com" + PATH,
                "https:/api.twilio.com" + PATH,
                "https:///evil.example" + PATH,
                "ftp://api.twilio.com" + PATH,
                "jar:https://api.twilio.com" + PATH,
                "javascript:alert(1)",
                PATH.substring(1));
    }

    @ParameterizedTest
    @MethodSource("hostileUrls")
    void nothingButARecordingOfTheAccountIsFetched(String url) throws Exception {
        assertThat(TwilioRecordings.address(url, Optional.empty(), "AC1")).isEmpty();
        assertThat(recordings.fetch(url)).isInstanceOf(Fetched.Never.class);
        String atTheBase =
                url.replace("https://api.twilio.com", base().toString().replaceFirst("/$", ""));
        if (!atTheBase.contains(":" + api.getAddress().getPort() + ":8443")) {
            assertThat(recordings.fetch(atTheBase)).isInstanceOf(Fetched.Never.class);
        }
        assertThat(asked).isEmpty();
    }

    @Test
    void aRedirectWithinTheSameOriginGetsNoSecretEither() throws Exception {
        status = 302;
        recordings.fetch(PATH);
        assertThat(asked).first().isEqualTo("api " + PATH + ".wav Basic QUMxOnNlY3JldA==");
        assertThat(asked.subList(1, asked.size()))
                .isNotEmpty()
                .allSatisfy(request -> assertThat(request).isEqualTo("api /again null"));
    }

    private URI base() {
        return URI.create("http://127.0.0.1:" + api.getAddress().getPort() + "/");
    }
}

package io.agentlocator.speech.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.agentlocator.speech.roles.RecordingSource;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fetches recordings as WAVE files over Twilio's REST interface with basic authentication. The address that is fetched is
 * built from the ids that the given URL names, on Twilio's own address or the configured one; the given text is never
 * resolved. So the account's secret reaches Twilio only: no host that a URL names otherwise, and no redirect's target.
 */
public final class TwilioRecordings implements RecordingSource, AutoCloseable {

    private static final String TWILIO = "https://api.twilio.com";
    /** Twilio's REST interface, also at an edge or in a region: {@code api.dublin.ie1.twilio.com}. */
    private static final Pattern TWILIO_ORIGIN =
            Pattern.compile("https://api(\\.[a-z0-9-]{1,30}){0,2}\\.twilio\\.com", Pattern.CASE_INSENSITIVE);
    /** All that a recording's URL may be; the ids hold nothing that could change the meaning of an address. */
    private static final Pattern RECORDING = Pattern.compile("(https?://[^/?#@\\\\\\s]{1,255})?"
            + "/2010-04-01/Accounts/(AC[0-9A-Za-z]{1,64})/Recordings/(RE[0-9A-Za-z]{1,64})"
            + "(?:\\.(?:json|mp3|wav))?(?:\\?[^#\\s]*)?");

    private static final int MOST_REDIRECTS = 3;

    /**
     * @param apiBase where the REST interface stands instead of {@code https://api.twilio.com}
     * @param mostBytes a larger file is refused; 50 MB are an hour of telephone sound
     */
    public record Settings(
            String accountSid, String authToken, Optional<URI> apiBase, Duration timeout, long mostBytes) {

        @Override
        public String toString() {
            return "Settings[accountSid=" + accountSid + ", apiBase=" + apiBase + "]";
        }
    }

    private final Settings settings;
    private final HttpClient client;
    private final String authorization;

    public TwilioRecordings(Settings settings) {
        this.settings = settings;
        this.client = HttpClient.newBuilder()
                .connectTimeout(Duration.ofSeconds(3))
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        String pair = settings.accountSid() + ":" + settings.authToken();
        this.authorization = "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
    }

    @Override
    public Fetched fetch(String recordingUrl) throws InterruptedException {
        Optional<URI> address = address(recordingUrl, settings.apiBase(), settings.accountSid());
        if (address.isEmpty()) {
            return new Fetched.Never("not a recording of Twilio");
        }
        try {
            URI at = address.get();
            for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
                HttpResponse<byte[]> response = get(at, redirects == 0);
                Optional<String> location = response.headers().firstValue("Location");
                if (response.statusCode() / 100 != 3 || location.isEmpty()) {
                    return answer(response.statusCode(), response.body());
                }
                URI next = at.resolve(location.get());
                if (!isHttp(next) || (isEncrypted(at) && !isEncrypted(next))) {
                    return new Fetched.Never("redirected out of HTTP or of TLS");
                }
                at = next;
            }
            return new Fetched.Never("too many redirects");
        } catch (IOException | IllegalArgumentException e) {
            return new Fetched.NotYet(String.valueOf(e.getMessage()));
        }
    }

    private HttpResponse<byte[]> get(URI address, boolean authorized) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .timeout(settings.timeout())
                .header("Accept", "audio/wav, audio/x-wav, */*;q=0.1");
        // Compared once more, whatever built the address: the secret is worth the second look.
        if (authorized && trusted(address)) {
            request.header("Authorization", authorization);
        }
        // The request's own limit ends with the headers; a body that drips must end as well.
        var response = client.sendAsync(
                request.build(),
                HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), settings.mostBytes()));
        try {
            return response.get(settings.timeout().toMillis() * 2, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException(String.valueOf(e.getMessage()), e);
        } finally {
            response.cancel(true);
        }
    }

    private static Fetched answer(int status, byte[] file) {
        if (status == 200) {
            return file.length == 0 ? new Fetched.NotYet("empty file") : new Fetched.Arrived(file);
        }
        // Twilio asks for the action URL before the file is there; a refused secret does not get better by itself.
        boolean never = status == 400 || status == 401 || status == 403 || status == 410;
        return never ? new Fetched.Never("HTTP " + status) : new Fetched.NotYet("HTTP " + status);
    }

    /**
     * Where the WAVE file of a recording is; Twilio's URL has no ending, or one of another form.
     *
     * @param account whose recordings may be fetched; the secret is this account's
     * @return empty for all that is not the URL of one of its recordings
     */
    static Optional<URI> address(String recordingUrl, Optional<URI> apiBase, String account) {
        Matcher given = RECORDING.matcher(recordingUrl.strip());
        if (!given.matches() || !given.group(2).equals(account)) {
            return Optional.empty();
        }
        String origin = given.group(1);
        boolean twilio = origin != null && TWILIO_ORIGIN.matcher(origin).matches();
        if (origin != null
                && !twilio
                && apiBase.filter(base -> origin.equalsIgnoreCase(origin(base))).isEmpty()) {
            return Optional.empty();
        }
        String own = twilio ? origin.toLowerCase(Locale.ROOT) : TWILIO;
        return Optional.of(URI.create(apiBase.map(TwilioRecordings::origin).orElse(own) + "/2010-04-01/Accounts/"
                + account + "/Recordings/" + given.group(3) + ".wav"));
    }

    private boolean trusted(URI address) {
        return settings.apiBase()
                .map(base -> origin(base).equalsIgnoreCase(origin(address)))
                .orElseGet(() -> TWILIO_ORIGIN.matcher(origin(address)).matches());
    }

    /** Scheme, host and port, without user and path. */
    private static String origin(URI uri) {
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return uri.getScheme() + "://" + uri.getHost() + port;
    }

    private static boolean isHttp(URI uri) {
        return uri.getHost() != null && (isEncrypted(uri) || "http".equalsIgnoreCase(uri.getScheme()));
    }

    private static boolean isEncrypted(URI uri) {
        return "https".equalsIgnoreCase(uri.getScheme());
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}

package io.agentlocator.speech.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.agentlocator.speech.RecordingSource;
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

/**
 * Fetches recordings as WAVE files over Twilio's REST interface with basic authentication. The account's secret goes to
 * Twilio only: not to hosts that a URL names otherwise, nor to where a redirect leads.
 */
public final class TwilioRecordings implements RecordingSource, AutoCloseable {

    private static final URI TWILIO = URI.create("https://api.twilio.com");
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
        Optional<URI> address = address(recordingUrl, settings.apiBase());
        if (address.isEmpty()) {
            return new Fetched.Never("not a recording of Twilio");
        }
        try {
            URI at = address.get();
            for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
                boolean ours = redirects == 0 || sameOrigin(at, address.get());
                HttpResponse<byte[]> response = get(at, ours);
                Optional<String> location = response.headers().firstValue("Location");
                if (response.statusCode() / 100 != 3 || location.isEmpty()) {
                    return answer(response.statusCode(), response.body());
                }
                at = at.resolve(location.get());
                if (!isHttp(at)) {
                    return new Fetched.Never("redirected out of HTTP");
                }
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
        if (authorized) {
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

    /** Where the WAVE file of a recording is: Twilio's names it without an ending, or with one of another form. */
    static Optional<URI> address(String recordingUrl, Optional<URI> apiBase) {
        URI given;
        try {
            given = URI.create(recordingUrl.strip());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        String path = given.getRawPath() == null ? "" : given.getRawPath();
        String wav = path.replaceFirst("\\.(json|mp3|wav)$", "").replaceFirst("/+$", "") + ".wav";
        if (!wav.startsWith("/") || (given.getScheme() != null && given.getHost() == null)) {
            return Optional.empty();
        }
        boolean relative = given.getHost() == null;
        boolean twilio = !relative && isTwilio(given);
        boolean base = !relative && apiBase.isPresent() && sameOrigin(given, apiBase.get());
        if (!relative && !twilio && !base) {
            return Optional.empty();
        }
        URI own = twilio ? URI.create("https://" + given.getHost()) : TWILIO;
        return Optional.of(apiBase.orElse(own).resolve(wav));
    }

    private static boolean isTwilio(URI uri) {
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        return "https".equalsIgnoreCase(uri.getScheme())
                && (host.equals("api.twilio.com") || host.matches("api\\.[a-z0-9-]+(\\.[a-z0-9-]+)?\\.twilio\\.com"));
    }

    private static boolean isHttp(URI uri) {
        return uri.getHost() != null
                && ("https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme()));
    }

    private static boolean sameOrigin(URI a, URI b) {
        return a.getHost() != null
                && a.getHost().equalsIgnoreCase(b.getHost())
                && a.getPort() == b.getPort()
                && a.getScheme().equalsIgnoreCase(b.getScheme());
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}

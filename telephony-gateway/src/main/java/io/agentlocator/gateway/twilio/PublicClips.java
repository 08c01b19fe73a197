package io.agentlocator.gateway.twilio;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/**
 * Requests a clip as Twilio will: at its public address (R57). The instance that answers may read the clip a moment later
 * than this one, so the request is repeated a few times. Blocks; call it on a virtual thread.
 */
public final class PublicClips {

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration EACH = Duration.ofSeconds(2);
    private static final Duration ALL = Duration.ofSeconds(4);
    private static final int ATTEMPTS = 5;
    private static final Duration BETWEEN = Duration.ofMillis(100);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();

    /** @return empty where the answer is 200 with sound; otherwise the last answer */
    Optional<String> unreachable(String url) throws InterruptedException {
        String last = "";
        long until = System.nanoTime() + ALL.toNanos();
        for (int attempt = 1; attempt <= ATTEMPTS && System.nanoTime() - until < 0; attempt++) {
            try {
                var answer = http.send(
                        HttpRequest.newBuilder(URI.create(url))
                                .method("HEAD", BodyPublishers.noBody())
                                .timeout(EACH)
                                .build(),
                        BodyHandlers.discarding());
                String type = answer.headers().firstValue("Content-Type").orElse("none");
                if (answer.statusCode() == 200 && type.startsWith("audio/")) {
                    return Optional.empty();
                }
                last = "HTTP " + answer.statusCode() + ", content type " + type;
            } catch (IOException e) {
                last = e.getClass().getSimpleName() + ": " + e.getMessage();
            }
            if (attempt < ATTEMPTS) {
                Thread.sleep(BETWEEN.multipliedBy(attempt));
            }
        }
        return Optional.of(last);
    }
}

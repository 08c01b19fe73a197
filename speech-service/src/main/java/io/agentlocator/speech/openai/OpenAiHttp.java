package io.agentlocator.speech.openai;

import io.agentlocator.speech.roles.FailureKind;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;

/**
 * HTTP with the API key. Each request has a connection of its own: a server that closes an idle connection at the moment of its
 * reuse would cost the caller a second try.
 */
final class OpenAiHttp {

    private final OpenAiSettings settings;
    private final HttpClient client;

    OpenAiHttp(OpenAiSettings settings) {
        this.settings = settings;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.connect())
                .build();
    }

    HttpClient client() {
        return client;
    }

    HttpRequest.Builder post(String path, String contentType, byte[] body, Duration limit) {
        var request = HttpRequest.newBuilder(URI.create(settings.baseUrl() + path))
                .timeout(limit)
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (!settings.apiKey().isEmpty()) {
            request.header("Authorization", "Bearer " + settings.apiKey());
        }
        return request;
    }

    /** The kind of failure for a status other than 200. */
    static FailureKind kind(int status) {
        return switch (status) {
            case 401, 403 -> FailureKind.CREDENTIALS;
            case 429 -> FailureKind.QUOTA;
            case 408 -> FailureKind.TIMEOUT;
            default -> status >= 400 && status < 500 ? FailureKind.REFUSED : FailureKind.UNAVAILABLE;
        };
    }

    void close() {
        client.shutdownNow();
    }
}

package io.agentlocator.dialog.openai;

import java.net.URI;
import java.net.http.HttpRequest;

/**
 * The address and credentials of a server.
 *
 * @param baseUrl including {@code /v1}
 * @param apiKey empty for a server that needs none
 */
public record OpenAiServer(String baseUrl, String apiKey) {

    public OpenAiServer {
        baseUrl = baseUrl.strip().replaceAll("/+$", "");
        apiKey = apiKey.strip();
    }

    /** Whether it is OpenAI's own server, which requires a key. A compatible server may not. */
    public boolean wantsKey() {
        String host = URI.create(baseUrl).getHost();
        return host == null || host.equals("openai.com") || host.endsWith(".openai.com");
    }

    HttpRequest.Builder request(String path) {
        var builder = HttpRequest.newBuilder(URI.create(baseUrl + path));
        return apiKey.isEmpty() ? builder : builder.header("Authorization", "Bearer " + apiKey);
    }

    @Override
    public String toString() {
        return "OpenAiServer[" + baseUrl + "]";
    }
}

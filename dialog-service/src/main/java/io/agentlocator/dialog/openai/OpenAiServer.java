package io.agentlocator.dialog.openai;

import java.net.URI;
import java.net.http.HttpRequest;

/**
 * Where a server is and how it knows us.
 *
 * @param baseUrl up to and with {@code /v1}
 * @param apiKey empty for a server that wants none
 */
public record OpenAiServer(String baseUrl, String apiKey) {

    public OpenAiServer {
        baseUrl = baseUrl.strip().replaceAll("/+$", "");
        apiKey = apiKey.strip();
    }

    /** Whether it is OpenAI's own, which answers nobody without a key; a server of one's own may. */
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

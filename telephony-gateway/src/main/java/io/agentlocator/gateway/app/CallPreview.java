package io.agentlocator.gateway.app;

import io.agentlocator.gateway.twilio.TwilioWebhooks;
import io.agentlocator.shell.http.OwnAddress;
import io.agentlocator.shell.warmup.WarmUpCall;
import io.agentlocator.twilio.TwimlDocuments;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Requests the preview of a call's document from this service over HTTP, and the greeting that it plays. Also writes the
 * documents once that a preview does not need.
 */
@Singleton
class CallPreview implements WarmUpCall {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final OwnAddress address;
    private final TwilioWebhooks webhooks;

    @Inject
    CallPreview(OwnAddress address, TwilioWebhooks webhooks) {
        this.address = address;
        this.webhooks = webhooks;
    }

    @Override
    public @Nullable String hold() throws IOException, InterruptedException {
        webhooks.warmUp();
        try (HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .build()) {
            HttpResponse<String> answer = get(client, "/webhook/incoming_call");
            if (answer.statusCode() != 200 || !answer.body().contains("<Connect")) {
                return "a call would be answered with " + answer.statusCode();
            }
            int greeting = get(client, TwimlDocuments.GREETING_PATH).statusCode();
            return greeting == 200 ? null : "the greeting is answered with " + greeting;
        }
    }

    private HttpResponse<String> get(HttpClient client, String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(address.http(path)).timeout(PATIENCE).build(),
                HttpResponse.BodyHandlers.ofString());
    }
}

package io.agentlocator.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.twilio.exception.ApiConnectionException;
import com.twilio.http.HttpClient;
import com.twilio.http.HttpMethod;
import com.twilio.http.Request;
import com.twilio.http.Response;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.message.BasicHeader;

/**
 * Sends the Twilio SDK's requests to any base address, each exactly once. The SDK's own client repeats a request up to
 * three times after any 5xx, POST included, ignores configured timeouts, and cannot use another host.
 */
final class SingleAttemptHttpClient extends HttpClient {

    private final java.net.http.HttpClient http;
    private final String base;
    private final Duration totalTimeout;

    SingleAttemptHttpClient(URI base, Duration connectTimeout, Duration totalTimeout) {
        this.base = base.toString().replaceFirst("/+$", "");
        this.totalTimeout = totalTimeout;
        this.http = java.net.http.HttpClient.newBuilder()
                .version(java.net.http.HttpClient.Version.HTTP_1_1)
                .connectTimeout(connectTimeout)
                .build();
    }

    @Override
    public Response reliableRequest(Request request) {
        return makeRequest(request);
    }

    @Override
    public Response makeRequest(Request request) {
        HttpResponse<byte[]> answer = send(toHttp(request));
        Header[] headers = answer.headers().map().entrySet().stream()
                .flatMap(header -> header.getValue().stream().map(value -> new BasicHeader(header.getKey(), value)))
                .toArray(Header[]::new);
        return new Response(new ByteArrayInputStream(body(answer)), answer.statusCode(), headers);
    }

    private HttpRequest toHttp(Request request) {
        var http = HttpRequest.newBuilder(
                        URI.create(base + request.constructURL().getFile()))
                .timeout(totalTimeout);
        if (request.requiresAuthentication()) {
            http.header("Authorization", request.getAuthString());
        }
        if (request.getMethod() == HttpMethod.GET) {
            return http.GET().build();
        }
        if (request.getMethod() == HttpMethod.DELETE) {
            return http.DELETE().build();
        }
        return http.header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(request.encodeFormBody(), UTF_8))
                .build();
    }

    /** The HTTP client's own timeout ends with the response headers; this one covers the body too. */
    private HttpResponse<byte[]> send(HttpRequest request) {
        var sent = http.sendAsync(request, BodyHandlers.ofByteArray());
        try {
            return sent.get(totalTimeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            sent.cancel(true);
            throw new ApiConnectionException("no answer within " + totalTimeout.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new ApiConnectionException(cause.getClass().getSimpleName() + ": " + cause.getMessage(), e);
        } catch (InterruptedException e) {
            sent.cancel(true);
            Thread.currentThread().interrupt();
            throw new ApiConnectionException("interrupted", e);
        }
    }

    /** The SDK reads errors as JSON only, so the HTML error page of a proxy would hide the status. */
    private static byte[] body(HttpResponse<byte[]> answer) {
        int status = answer.statusCode();
        String text = new String(answer.body(), UTF_8).strip();
        if (status / 100 == 2 || (text.startsWith("{") && text.endsWith("}"))) {
            return answer.body();
        }
        return ("{\"code\":0,\"message\":\"HTTP " + status + " without a Twilio error\",\"status\":" + status + "}")
                .getBytes(UTF_8);
    }
}

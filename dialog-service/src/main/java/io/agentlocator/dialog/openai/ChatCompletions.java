package io.agentlocator.dialog.openai;

import io.agentlocator.dialog.ModelFailure;
import io.agentlocator.dialog.ModelFailure.Kind;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Sends one chat/completions request, without retries, and maps errors before the answer's first byte to failures. */
final class ChatCompletions {

    private static final Duration CONNECT = Duration.ofSeconds(2);

    private final OpenAiServer server;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();

    ChatCompletions(OpenAiServer server) {
        this.server = server;
    }

    /**
     * Blocks until the head of the answer has come; the body's lines go to {@code lines}.
     *
     * @param by the deadline for the head, on {@link System#nanoTime()}'s clock
     */
    void open(String request, SseLines lines, long by) throws ModelFailure, InterruptedException {
        var post = server.request("/chat/completions")
                .header("Content-Type", "application/json")
                .header("Accept", "text/event-stream")
                .POST(HttpRequest.BodyPublishers.ofString(request))
                .build();
        var sending = client.sendAsync(post, BodyHandlers.ofPublisher());
        try {
            HttpResponse<Flow.Publisher<List<ByteBuffer>>> head =
                    sending.get(Math.max(0, by - System.nanoTime()), TimeUnit.NANOSECONDS);
            if (head.statusCode() != 200) {
                head.body().subscribe(BodySubscribers.discarding());
                throw new ModelFailure(kind(head.statusCode()), "HTTP " + head.statusCode(), retryAfter(head));
            }
            head.body().subscribe(BodySubscribers.fromLineSubscriber(lines));
        } catch (TimeoutException e) {
            sending.cancel(true);
            throw new ModelFailure(Kind.TOO_SLOW, "no answer in time");
        } catch (InterruptedException e) {
            sending.cancel(true);
            throw e;
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            boolean slow = cause instanceof HttpTimeoutException;
            throw new ModelFailure(
                    slow ? Kind.TOO_SLOW : Kind.UNREACHABLE, cause.getClass().getSimpleName());
        }
    }

    static Kind kind(int status) {
        return switch (status) {
            case 401, 403 -> Kind.NOT_ALLOWED;
            case 408, 504 -> Kind.TOO_SLOW;
            case 429, 503, 529 -> Kind.BUSY;
            default -> status >= 500 ? Kind.UNREACHABLE : Kind.REFUSED;
        };
    }

    /** {@code Retry-After}, in seconds or as a date (RFC 9110); null where it is missing or cannot be parsed. */
    private static @Nullable Duration retryAfter(HttpResponse<?> head) {
        String wish = head.headers().firstValue("retry-after").orElse("").strip();
        if (wish.isEmpty()) {
            return null;
        }
        if (wish.matches("\\d{1,6}")) {
            return Duration.ofSeconds(Long.parseLong(wish));
        }
        try {
            Instant until = ZonedDateTime.parse(wish, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration left = Duration.between(Instant.now(), until);
            return left.isNegative() ? null : left;
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}

package io.agentlocator.testbed.twilio.webhook;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Sends Twilio's requests to the application, signed, with the time-outs and retries of the URL's fragment. */
public final class Courier {
    private static final int REDIRECTS = 5;

    /**
     * @param connectTimeout unless the URL's fragment overrides it
     * @param timeout for all attempts at one webhook together
     */
    public record Settings(Ingress ingress, String authToken, Duration connectTimeout, Duration timeout) {}

    /** The result of a request. */
    public sealed interface Outcome {
        record Answered(int status, String contentType, byte[] body, String url) implements Outcome {
            public boolean ok() {
                return status >= 200 && status < 300;
            }
        }

        record Failed(boolean connected, String why) implements Outcome {}
    }

    /** @param form whether Twilio's parameters are sent and signed; false for the files of Play */
    public record Errand(
            WebhookAttempt.Purpose purpose, String method, String url, Map<String, String> params, boolean form) {}

    private final Vertx vertx;
    private final Settings settings;
    private final HttpClient client;

    public Courier(Vertx vertx, Settings settings) {
        this.vertx = vertx;
        this.settings = settings;
        // One connection per request: a stale pooled connection would look like a failure of the application.
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setKeepAlive(false).setMaxPoolSize(2000).setDecompressionSupported(false));
    }

    /** On the event loop. {@code done} receives every attempt. */
    public Future<Outcome> send(
            Errand errand, WebhookFault fault, Supplier<Duration> clock, Consumer<WebhookAttempt> done) {
        String token = UUID.randomUUID().toString();
        Promise<Outcome> first = Promise.promise();
        Runnable start = () -> {
            for (int copy = 1; copy < fault.copies(); copy++) new Run(errand, token, clock, done).go(errand, 1, 0);
            new Run(errand, token, clock, done).go(errand, 1, 0).onComplete(first);
        };
        if (fault.delay().isPositive()) vertx.setTimer(fault.delay().toMillis(), timer -> start.run());
        else start.run();
        return first.future();
    }

    void close() {
        client.close();
    }

    private final class Run {
        private final String token;
        private final Supplier<Duration> clock;
        private final Consumer<WebhookAttempt> done;
        private final Overrides overrides;
        private final Duration deadline;

        Run(Errand errand, String token, Supplier<Duration> clock, Consumer<WebhookAttempt> done) {
            this.token = token;
            this.clock = clock;
            this.done = done;
            this.overrides = Overrides.of(Urls.fragment(errand.url), settings);
            this.deadline = clock.get().plus(settings.timeout());
        }

        Future<Outcome> go(Errand errand, int attempt, int redirects) {
            Duration sent = clock.get();
            return attempt(errand).compose(answer -> {
                report(errand, attempt, sent, answer.outcome);
                if (answer.location.isPresent() && redirects < REDIRECTS) {
                    return go(
                            new Errand(errand.purpose, "GET", answer.location.get(), errand.params, errand.form),
                            1,
                            redirects + 1);
                }
                boolean again = attempt <= overrides.retries()
                        && overrides.retry(answer.outcome)
                        && clock.get().compareTo(deadline) < 0;
                return again ? go(errand, attempt + 1, redirects) : Future.succeededFuture(answer.outcome);
            });
        }

        private record Answer(Outcome outcome, Optional<String> location) {}

        private Future<Answer> attempt(Errand errand) {
            Promise<Answer> promise = Promise.promise();
            AtomicReference<Optional<HttpClientRequest>> open = new AtomicReference<>(Optional.empty());
            Duration rest = deadline.minus(clock.get());
            Duration patience = rest.compareTo(overrides.read()) < 0 ? rest : overrides.read();
            long timer = vertx.setTimer(Math.max(1, patience.toMillis()), id -> {
                boolean connected = open.get().isPresent();
                open.get().ifPresent(HttpClientRequest::reset);
                promise.tryComplete(
                        new Answer(new Outcome.Failed(connected, "no answer in " + patience), Optional.empty()));
            });
            promise.future().onComplete(any -> vertx.cancelTimer(timer));
            String url;
            RequestOptions options;
            try {
                url = errand.form && errand.method.equals("GET")
                        ? Urls.withQuery(errand.url, errand.params)
                        : errand.url;
                options = options(errand, url);
            } catch (RuntimeException e) {
                promise.complete(
                        new Answer(new Outcome.Failed(false, "unusable URL: " + e.getMessage()), Optional.empty()));
                return promise.future();
            }
            client.request(options)
                    .compose(request -> {
                        open.set(Optional.of(request));
                        return request.send(body(errand));
                    })
                    .compose(response -> response.body().map(body -> answer(response, body, url)))
                    .onSuccess(promise::tryComplete)
                    .onFailure(e -> promise.tryComplete(new Answer(
                            new Outcome.Failed(open.get().isPresent(), String.valueOf(e.getMessage())),
                            Optional.empty())));
            return promise.future();
        }

        private Answer answer(HttpClientResponse response, Buffer body, String url) {
            int status = response.statusCode();
            String type =
                    Optional.ofNullable(response.getHeader("Content-Type")).orElse("");
            String location = response.getHeader("Location");
            Optional<String> next = status >= 301 && status <= 308 && location != null
                    ? Urls.http(Optional.of(url), location)
                    : Optional.empty();
            return new Answer(new Outcome.Answered(status, type, body.getBytes(), url), next);
        }

        private RequestOptions options(Errand errand, String url) {
            RequestOptions options = Target.of(settings.ingress(), url)
                    .applyTo(new RequestOptions())
                    .setMethod(HttpMethod.valueOf(errand.method))
                    .setConnectTimeout(overrides.connect().toMillis())
                    .putHeader("User-Agent", "TwilioProxy/1.1")
                    .putHeader("Accept", "*/*");
            if (!errand.form) return options;
            boolean post = errand.method.equals("POST");
            String signature = Signature.of(settings.authToken(), Urls.signed(url), post ? errand.params : Map.of());
            options.putHeader("X-Twilio-Signature", signature).putHeader("I-Twilio-Idempotency-Token", token);
            if (post) options.putHeader("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8");
            return options;
        }

        private Buffer body(Errand errand) {
            return errand.form && errand.method.equals("POST")
                    ? Buffer.buffer(Urls.form(errand.params))
                    : Buffer.buffer();
        }

        private void report(Errand errand, int attempt, Duration sent, Outcome outcome) {
            int status = switch (outcome) {
                case Outcome.Answered answered -> answered.status;
                case Outcome.Failed failed -> 0;
            };
            Optional<String> failure = switch (outcome) {
                case Outcome.Answered answered -> Optional.empty();
                case Outcome.Failed failed -> Optional.of(failed.why);
            };
            done.accept(new WebhookAttempt(
                    errand.purpose,
                    errand.method,
                    errand.url,
                    errand.form ? errand.params : Map.of(),
                    sent,
                    clock.get().minus(sent),
                    attempt,
                    status,
                    failure));
        }
    }

    /** {@code #rc=2&ct=2000&rt=3000&rp=5xx,ct} at the end of a webhook's URL. */
    private record Overrides(int retries, Duration connect, Duration read, String policy) {
        static Overrides of(String fragment, Settings settings) {
            int retries = 1;
            Duration connect = settings.connectTimeout();
            Duration read = settings.timeout();
            String policy = "ct";
            for (String part : fragment.split("&", -1)) {
                int equals = part.indexOf('=');
                if (equals < 0) continue;
                String value = part.substring(equals + 1);
                switch (part.substring(0, equals)) {
                    case "rc" -> retries = Math.clamp(Long.parseLong(value), 0, 5);
                    case "ct" -> connect = Duration.ofMillis(Math.clamp(Long.parseLong(value), 100, 10_000));
                    case "rt" -> read = Duration.ofMillis(Math.clamp(Long.parseLong(value), 100, 15_000));
                    case "rp" -> policy = value;
                    default -> {}
                }
            }
            return new Overrides(retries, connect, read, policy);
        }

        boolean retry(Outcome outcome) {
            return switch (outcome) {
                case Outcome.Failed failed -> applies(failed.connected ? "rt" : "ct");
                case Outcome.Answered answered when answered.status >= 500 -> applies("5xx");
                case Outcome.Answered answered when answered.status >= 400 -> applies("4xx");
                case Outcome.Answered answered -> false;
            };
        }

        private boolean applies(String rule) {
            return java.util.List.of(policy.split(",", -1)).contains(rule) || policy.equals("all");
        }
    }
}

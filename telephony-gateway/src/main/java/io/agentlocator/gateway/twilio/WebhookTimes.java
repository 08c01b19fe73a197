package io.agentlocator.gateway.twilio;

import io.agentlocator.twilio.TwilioSignature;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@code agentlocator.webhook.time}: the time from a request's head to the end of its answer, which Twilio waits. */
@ApplicationScoped
public class WebhookTimes {

    private static final int FIRST = Integer.MIN_VALUE + 1;
    private static final Duration TWILIO_WAITS = Duration.ofSeconds(15);

    private final Map<WebhookRoute, Timer> timers = new EnumMap<>(WebhookRoute.class);

    @Inject
    public WebhookTimes(MeterRegistry metrics) {
        Arrays.stream(WebhookRoute.values())
                .forEach(route -> timers.put(
                        route,
                        Timer.builder("agentlocator.webhook.time")
                                .tag("route", route.path())
                                .publishPercentileHistogram()
                                .minimumExpectedValue(Duration.ofMillis(1))
                                .maximumExpectedValue(TWILIO_WAITS)
                                .register(metrics)));
    }

    void watch(@Observes Router router) {
        router.route("/webhook/*").order(FIRST).handler(context -> {
            Timer timer =
                    WebhookRoute.at(context.request().path()).map(timers::get).orElse(null);
            // Nobody waits for a preview.
            if (timer != null && context.request().getHeader(TwilioSignature.HEADER) != null) {
                long began = System.nanoTime();
                context.addEndHandler(ended -> timer.record(System.nanoTime() - began, TimeUnit.NANOSECONDS));
            }
            context.next();
        });
    }
}

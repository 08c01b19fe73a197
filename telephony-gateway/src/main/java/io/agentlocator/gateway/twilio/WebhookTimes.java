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

/** How long Twilio waits for its answers, from a request's head to the end of the answer: {@code agentlocator.webhook.time}. */
@ApplicationScoped
public class WebhookTimes {

    private static final int FIRST = Integer.MIN_VALUE + 1;
    private static final Duration TWILIOS_PATIENCE = Duration.ofSeconds(15);

    private final Map<Route, Timer> timers = new EnumMap<>(Route.class);

    @Inject
    public WebhookTimes(MeterRegistry metrics) {
        Arrays.stream(Route.values())
                .forEach(route -> timers.put(
                        route,
                        Timer.builder("agentlocator.webhook.time")
                                .tag("route", route.path())
                                .publishPercentileHistogram()
                                .minimumExpectedValue(Duration.ofMillis(1))
                                .maximumExpectedValue(TWILIOS_PATIENCE)
                                .register(metrics)));
    }

    void watch(@Observes Router router) {
        router.route("/webhook/*").order(FIRST).handler(context -> {
            Timer timer = Route.at(context.request().path()).map(timers::get).orElse(null);
            // A preview is nobody's wait.
            if (timer != null && context.request().getHeader(TwilioSignature.HEADER) != null) {
                long began = System.nanoTime();
                context.addEndHandler(ended -> timer.record(System.nanoTime() - began, TimeUnit.NANOSECONDS));
            }
            context.next();
        });
    }
}

package io.agentlocator.gateway.app;

import io.agentlocator.gateway.CallAnnouncements;
import io.agentlocator.gateway.CallBook;
import io.agentlocator.gateway.twilio.WebhookDesk;
import io.agentlocator.twilio.StreamToken;
import io.agentlocator.twilio.TwilioSignature;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Puts the gateway together. */
@Dependent
class GatewayWiring {

    @Produces
    @Singleton
    CallBook callBook(GatewayConfig config) {
        return new CallBook(config.rememberedCalls(), config.rememberFor(), System::nanoTime);
    }

    @Produces
    @Singleton
    WebhookDesk webhookDesk(
            GatewayConfig config,
            PublicAddress address,
            StaticSpeech speech,
            CallBook book,
            CallAnnouncements announcements) {
        var settings = new WebhookDesk.Settings(
                address.url(),
                config.authToken().map(String::strip).map(TwilioSignature::new),
                StreamToken.keyed(
                        config.streamTokenSecret().orElse(null),
                        config.authToken().orElse(null)),
                speech.greeting());
        return new WebhookDesk(settings, book, announcements, Clock.systemUTC(), System::nanoTime);
    }

    /** Loads and connects all that a webhook needs, so that the first caller does not wait for it. */
    @ApplicationScoped
    static class WarmUp {
        void atStart(@Observes StartupEvent starting, WebhookDesk desk) {
            desk.warmUp();
        }
    }
}

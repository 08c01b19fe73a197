package io.agentlocator.gateway.app;

import io.agentlocator.gateway.CallAnnouncements;
import io.agentlocator.gateway.CallBook;
import io.agentlocator.gateway.CallSteering;
import io.agentlocator.gateway.ClipShelf;
import io.agentlocator.gateway.EndedCalls;
import io.agentlocator.gateway.MessageAnnouncements;
import io.agentlocator.gateway.ReplyMode;
import io.agentlocator.gateway.twilio.PublicClips;
import io.agentlocator.gateway.twilio.TwilioSteering;
import io.agentlocator.gateway.twilio.WebhookDesk;
import io.agentlocator.shell.LineBudget;
import io.agentlocator.twilio.LiveCalls;
import io.agentlocator.twilio.StreamToken;
import io.agentlocator.twilio.TwilioCredentials;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Puts the gateway together. */
@Dependent
class GatewayWiring {

    @Produces
    @Dependent
    ReplyMode replyMode(GatewayConfig config) {
        return config.replyMode();
    }

    @Produces
    @Singleton
    EndedCalls endedCalls(GatewayConfig config) {
        return new EndedCalls(config.endedCalls());
    }

    @Produces
    @Singleton
    CallBook callBook(GatewayConfig config, EndedCalls ended) {
        return new CallBook(config.rememberedCalls(), config.rememberFor(), ended, System::nanoTime);
    }

    @Produces
    @Singleton
    ClipShelf clipShelf(GatewayConfig config) {
        return new ClipShelf(config.clipBytes(), config.clipsFor(), System::nanoTime);
    }

    @Produces
    @Singleton
    LiveCalls liveCalls(GatewayConfig config) {
        var credentials = TwilioCredentials.of(
                config.accountSid().orElse(null), config.authToken().orElse(null));
        return new LiveCalls(credentials, LiveCalls.apiBase(config.apiBaseUrl().orElse(null)));
    }

    @Produces
    @Singleton
    WebhookDesk webhookDesk(
            GatewayConfig config,
            PublicAddress address,
            StaticSpeech speech,
            CallBook book,
            CallAnnouncements callAnnouncements,
            MessageAnnouncements messageAnnouncements,
            LineBudget strangers) {
        var settings = new WebhookDesk.Settings(
                address.url(), config.signature(), tokens(config), speech.greeting(), config.streamStatusCallback());
        return new WebhookDesk(
                settings,
                book,
                callAnnouncements,
                messageAnnouncements,
                Clock.systemUTC(),
                System::nanoTime,
                strangers::logs);
    }

    @Produces
    @Singleton
    CallSteering callSteering(
            GatewayConfig config,
            PublicAddress address,
            LiveCalls calls,
            CallAnnouncements announcements,
            MeterRegistry metrics) {
        var settings = new TwilioSteering.Settings(address.url(), tokens(config), config.streamStatusCallback());
        return new TwilioSteering(settings, calls, new PublicClips(), announcements, Clock.systemUTC(), metrics);
    }

    private static Optional<StreamToken> tokens(GatewayConfig config) {
        return StreamToken.keyed(
                config.streamTokenSecret().orElse(null), config.authToken().orElse(null));
    }

    /** Says in one line what an operator has forgotten. */
    @ApplicationScoped
    static class AtStart {

        private static final Logger LOG = Logger.getLogger(GatewayWiring.class);

        void say(@Observes StartupEvent starting, RequiredSettings required, ReplyMode mode) {
            var missing = required.missing();
            if (!missing.isEmpty()) {
                LOG.errorf("not ready: %s", String.join("; ", missing));
            }
            LOG.infof("the agent answers reply_mode=%s", mode);
        }
    }
}

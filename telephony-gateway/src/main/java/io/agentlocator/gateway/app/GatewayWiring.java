package io.agentlocator.gateway.app;

import io.agentlocator.gateway.CallControl;
import io.agentlocator.gateway.CallPublisher;
import io.agentlocator.gateway.CallStates;
import io.agentlocator.gateway.ClipStore;
import io.agentlocator.gateway.EndedCalls;
import io.agentlocator.gateway.MessagePublisher;
import io.agentlocator.gateway.twilio.PublicClips;
import io.agentlocator.gateway.twilio.TwilioCallControl;
import io.agentlocator.gateway.twilio.TwilioWebhooks;
import io.agentlocator.shell.LineBudget;
import io.agentlocator.shell.ReplyMode;
import io.agentlocator.shell.operations.OperatorCheck;
import io.agentlocator.shell.operations.OperatorSetting;
import io.agentlocator.shell.operations.PolledCheck;
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
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The gateway's beans. */
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
    CallStates callStates(GatewayConfig config, EndedCalls ended) {
        return new CallStates(config.rememberedCalls(), config.rememberFor(), ended, System::nanoTime);
    }

    @Produces
    @Singleton
    ClipStore clipStore(GatewayConfig config) {
        return new ClipStore(config.clipBytes(), config.clipsFor(), System::nanoTime);
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
    TwilioWebhooks twilioWebhooks(
            GatewayConfig config,
            PublicAddress address,
            StaticSpeech speech,
            CallStates states,
            CallPublisher callPublisher,
            MessagePublisher messagePublisher,
            LineBudget strangers) {
        var settings = new TwilioWebhooks.Settings(
                address.url(), config.signature(), tokens(config), speech.greeting(), config.streamStatusCallback());
        return new TwilioWebhooks(
                settings,
                states,
                callPublisher,
                messagePublisher,
                Clock.systemUTC(),
                System::nanoTime,
                strangers::logs);
    }

    @Produces
    @Singleton
    CallControl callControl(
            GatewayConfig config,
            PublicAddress address,
            LiveCalls calls,
            CallPublisher publisher,
            MeterRegistry metrics) {
        var settings = new TwilioCallControl.Settings(address.url(), tokens(config), config.streamStatusCallback());
        return new TwilioCallControl(settings, calls, new PublicClips(), publisher, Clock.systemUTC(), metrics);
    }

    @Produces
    @Singleton
    OperatorSetting replyModeSetting(ReplyMode mode) {
        return OperatorSetting.of("reply_mode", mode.toString());
    }

    /** Whether Twilio accepts our credentials. */
    @Produces
    @Singleton
    OperatorCheck twilioSecrets(RequiredSettings required, LiveCalls calls) {
        var twilio = new PolledCheck(
                "twilio_secrets",
                () -> calls.refusal().orElse(OperatorCheck.OK),
                new PolledCheck.Pauses(Duration.ofMinutes(2), Duration.ofSeconds(15)));
        return OperatorCheck.of(twilio.name(), () -> {
            List<String> missing = required.secrets();
            return switch (missing.size()) {
                case 0 -> twilio.state();
                case 1 -> missing.getFirst();
                default -> OperatorCheck.DISABLED;
            };
        });
    }

    private static Optional<StreamToken> tokens(GatewayConfig config) {
        return StreamToken.keyed(
                config.streamTokenSecret().orElse(null), config.authToken().orElse(null));
    }

    /** Logs the missing settings in one line. */
    @ApplicationScoped
    static class AtStart {

        private static final Logger LOG = Logger.getLogger(GatewayWiring.class);

        void log(@Observes StartupEvent starting, RequiredSettings required, ReplyMode mode) {
            var missing = required.missing();
            if (!missing.isEmpty()) {
                LOG.errorf("not ready: %s", String.join("; ", missing));
            }
            LOG.infof("the agent answers reply_mode=%s", mode);
        }
    }
}

package io.agentlocator.media.app;

import io.agentlocator.media.EnergyGate;
import io.agentlocator.media.LoopbackTick;
import io.agentlocator.media.MediaCounters;
import io.agentlocator.media.MediaSettings;
import io.agentlocator.media.Playout;
import io.agentlocator.media.SharedTick;
import io.agentlocator.media.SpeechDetector;
import io.agentlocator.media.VoiceActivity;
import io.agentlocator.media.kafka.AgentAudioReader;
import io.agentlocator.media.kafka.KafkaReports;
import io.agentlocator.media.silero.SileroVoiceActivity;
import io.agentlocator.media.twilio.StreamProof;
import io.agentlocator.media.twilio.UpgradeSignature;
import io.agentlocator.shell.ReplyMode;
import io.agentlocator.shell.kafka.Brokers;
import io.agentlocator.shell.kafka.EventPublisher;
import io.agentlocator.shell.kafka.EventReader;
import io.agentlocator.shell.kafka.VitalThreads;
import io.agentlocator.speechmodels.cache.FetchProgress;
import io.agentlocator.speechmodels.cache.ModelCache;
import io.agentlocator.speechmodels.cache.ModelUnavailable;
import io.agentlocator.speechmodels.cache.SpeechModel;
import io.agentlocator.twilio.PublicUrl;
import io.agentlocator.twilio.StreamToken;
import io.agentlocator.twilio.TwilioSignature;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Creates the service's objects and starts them. */
@Singleton
public class MediaWiring {

    private static final Logger LOG = Logger.getLogger(MediaWiring.class);

    void start(
            @Observes StartupEvent starting,
            SharedTick tick,
            AgentAudioReader reader,
            MediaConfig config,
            VitalThreads threads) {
        tick.start();
        threads.watch("media-tick", tick::well);
        threads.watch("agent-audio", reader::well);
        // In twiml mode Twilio plays clips: the socket sends no sound, and no turn's end on it ends the call.
        if (config.replyMode() == ReplyMode.STREAM) {
            reader.start();
        }
    }

    @Produces
    @Singleton
    MediaCounters counters(MediaMeters meters) {
        return new MediaCounters(meters);
    }

    @Produces
    @Singleton
    SharedTick tick(MediaConfig config, VoiceActivity voiceActivity, EventPublisher publisher, MediaCounters counters) {
        return new SharedTick(
                config.tick(),
                config.mostSoundWaiting(),
                settings(config),
                voiceActivity,
                new KafkaReports(publisher),
                counters,
                System::nanoTime);
    }

    @Produces
    @Singleton
    LoopbackTick loopback(MediaConfig config, VoiceActivity voiceActivity) {
        return new LoopbackTick(config.tick(), config.mostSoundWaiting(), settings(config), voiceActivity);
    }

    @Produces
    @Singleton
    AgentAudioReader reader(Brokers brokers, SharedTick tick, EventReader events) {
        return new AgentAudioReader(brokers.access(), tick, events);
    }

    @Produces
    @Singleton
    StreamProof proof(
            @ConfigProperty(name = "STREAM_TOKEN_SECRET") Optional<String> secret,
            @ConfigProperty(name = "TWILIO_AUTH_TOKEN") Optional<String> authToken) {
        return new StreamProof(StreamToken.keyed(secret.orElse(null), authToken.orElse(null)), Clock.systemUTC());
    }

    @Produces
    @Singleton
    UpgradeSignature signature(
            @ConfigProperty(name = "TWILIO_AUTH_TOKEN") Optional<String> authToken,
            @ConfigProperty(name = "PUBLIC_BASE_URL") Optional<String> publicUrl) {
        return new UpgradeSignature(
                authToken.filter(text -> !text.isBlank()).map(text -> new TwilioSignature(text.strip())),
                publicUrl.flatMap(MediaWiring::readable));
    }

    /** A call must not depend on a model's file: without it voice activity goes by loudness. */
    @Produces
    @Singleton
    VoiceActivity voiceActivity(MediaConfig config) {
        return switch (config.voiceActivity()) {
            case ENERGY -> new EnergyGate();
            case SILERO -> {
                try {
                    yield SileroVoiceActivity.load(
                            ModelCache.standard().fetch(SpeechModel.SILERO, FetchProgress.SILENT));
                } catch (ModelUnavailable | IllegalStateException e) {
                    LOG.errorf("voice activity falls back to loudness: Silero is not available cause=%s", e.toString());
                    yield new EnergyGate();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException("interrupted while Silero was loaded", e);
                }
            }
        };
    }

    private static Optional<PublicUrl> readable(String publicUrl) {
        try {
            return PublicUrl.parseOptional(publicUrl);
        } catch (IllegalArgumentException e) {
            LOG.warnf("PUBLIC_BASE_URL cannot be used, signatures of upgrades are not checked: %s", e.getMessage());
            return Optional.empty();
        }
    }

    static MediaSettings settings(MediaConfig config) {
        MediaConfig.SpeechConfig speech = config.speech();
        MediaConfig.PlayoutConfig playout = config.playout();
        return new MediaSettings(
                new SpeechDetector.Settings(
                        speech.voice(),
                        speech.quiet(),
                        speech.onset().toMillis(),
                        speech.offset().toMillis()),
                new Playout.Settings(
                        playout.ahead().toMillis(),
                        playout.grace().toMillis(),
                        playout.undecided().toMillis(),
                        playout.heldAtMost().toMillis(),
                        playout.patience().toMillis(),
                        playout.echoSlack().toMillis(),
                        playout.stall().toMillis(),
                        playout.turnAtMost().toMillis()),
                config.startLimit().toMillis(),
                config.mediaLost().toMillis(),
                config.pingEvery().toMillis(),
                config.seenEvery().toMillis(),
                config.stalled().toMillis(),
                config.feedLost().toMillis(),
                FallbackPhrases.hold(),
                FallbackPhrases.apology());
    }
}

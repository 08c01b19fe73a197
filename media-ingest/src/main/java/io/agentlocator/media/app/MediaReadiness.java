package io.agentlocator.media.app;

import io.agentlocator.media.VoiceActivity;
import io.agentlocator.media.kafka.AgentAudioReader;
import io.agentlocator.media.twilio.StreamProof;
import io.agentlocator.shell.ReplyMode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Whether a new call can be accepted: the socket opens, agent audio is consumed, tokens can be checked, and the process is
 * not draining. Voice activity is loaded before anything is served: the model, or loudness in its place.
 */
@Readiness
@ApplicationScoped
public class MediaReadiness implements HealthCheck {

    private final AgentAudioReader reader;
    private final StreamProof proof;
    private final Drain drain;
    private final VoiceActivity voiceActivity;
    private final SocketSelfTest selfTest;
    private final MediaConfig config;

    @Inject
    MediaReadiness(
            AgentAudioReader reader,
            StreamProof proof,
            Drain drain,
            VoiceActivity voiceActivity,
            SocketSelfTest selfTest,
            MediaConfig config) {
        this.reader = reader;
        this.proof = proof;
        this.drain = drain;
        this.voiceActivity = voiceActivity;
        this.selfTest = selfTest;
        this.config = config;
    }

    @Override
    public HealthCheckResponse call() {
        boolean heard = reader.reading() || config.replyMode() == ReplyMode.TWIML;
        boolean ready = heard && proof.possible() && selfTest.passed() && !drain.draining();
        return HealthCheckResponse.named("media")
                .status(ready)
                .withData("agent_audio_is_read", reader.reading())
                .withData("ws_selftest", selfTest.result())
                .withData("token_secret_is_set", proof.possible())
                .withData("draining", drain.draining())
                .withData("voice_activity", voiceActivity.getClass().getSimpleName())
                .build();
    }
}

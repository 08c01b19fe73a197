package io.agentlocator.media.app;

import io.agentlocator.events.AgentAudio;
import io.agentlocator.events.CallerAudio;
import io.agentlocator.events.MediaEvent;
import io.agentlocator.events.MuLaw;
import io.agentlocator.media.LoopbackTick;
import io.agentlocator.media.twilio.LoopbackCaller;
import io.agentlocator.media.twilio.StreamProof;
import io.agentlocator.shell.http.OwnAddress;
import io.agentlocator.shell.warmup.WarmUpCall;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The warm-up call to this service's own socket: 1.5 s of a voice in, a phrase out, its mark back. It runs parsing, voice
 * activity and playout once before the first caller needs them.
 */
@Singleton
class LoopbackCall implements WarmUpCall {

    private static final String CALL = "CAwarmup";
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration FRAME = Duration.ofMillis(20);
    private static final int FRAME_BYTES = (int) FRAME.toMillis() * MuLaw.RATE / 1000;
    private static final Duration SPEAKS_FOR = Duration.ofMillis(1_500);

    private final OwnAddress address;
    private final StreamProof proof;
    private final LoopbackTick loopback;

    @Inject
    LoopbackCall(OwnAddress address, StreamProof proof, LoopbackTick loopback) {
        this.address = address;
        this.proof = proof;
        this.loopback = loopback;
    }

    @Override
    public @Nullable String hold() throws InterruptedException {
        String token = proof.ofOwnCall(CALL).orElse(null);
        if (token == null) {
            return "TWILIO_AUTH_TOKEN or STREAM_TOKEN_SECRET is not set";
        }
        try (var caller = LoopbackCaller.dial(
                address.socket(SocketSelfTest.PATHS.getFirst()), SocketSelfTest.SUBPROTOCOL, loopback.password())) {
            String failure = talk(caller, token);
            if (failure == null) {
                loopback.close();
            }
            return failure;
        }
    }

    private @Nullable String talk(LoopbackCaller caller, String token) throws InterruptedException {
        caller.start(CALL, token);
        if (!loopback.reports(MediaEvent.StreamStarted.class, PATIENCE)) {
            return "the stream does not start";
        }
        byte[] voice = FallbackPhrases.apology();
        for (int frame = 0; frame < SPEAKS_FOR.dividedBy(FRAME); frame++) {
            int from = frame * FRAME_BYTES % (voice.length - FRAME_BYTES);
            caller.speak(Arrays.copyOfRange(voice, from, from + FRAME_BYTES));
            TimeUnit.NANOSECONDS.sleep(FRAME.toNanos());
        }
        if (!loopback.reports(CallerAudio.Chunk.class, PATIENCE)) {
            return "the caller's sound does not get through";
        }
        loopback.tick().agent(new AgentAudio.Chunk(CALL, 1, 0, 0, FallbackPhrases.hold()));
        loopback.tick().agent(new AgentAudio.TurnEnded(CALL, 1));
        // Playout counts a turn as heard after a while even without its mark, so the caller is asked too.
        if (!loopback.reports(MediaEvent.PlaybackFinished.class, PATIENCE.multipliedBy(2)) || !caller.hasHeard()) {
            return "the agent's sound does not arrive";
        }
        caller.stop();
        return loopback.reports(MediaEvent.StreamStopped.class, PATIENCE) ? null : "the stream does not end";
    }
}

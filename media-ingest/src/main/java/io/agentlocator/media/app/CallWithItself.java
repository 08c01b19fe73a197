package io.agentlocator.media.app;

import io.agentlocator.events.AgentAudio;
import io.agentlocator.events.CallerAudio;
import io.agentlocator.events.MediaEvent;
import io.agentlocator.events.MuLaw;
import io.agentlocator.media.Rehearsal;
import io.agentlocator.media.twilio.OwnCaller;
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
 * A call on this service's own socket: a second and a half of a voice in, a phrase out, the mark behind it sent back. So
 * parsing, voice activity and playout have run before a caller needs them.
 */
@Singleton
class CallWithItself implements WarmUpCall {

    private static final String CALL = "warm-up";
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration FRAME = Duration.ofMillis(20);
    private static final int FRAME_BYTES = (int) FRAME.toMillis() * MuLaw.RATE / 1000;
    private static final Duration SPEAKS_FOR = Duration.ofMillis(1_500);

    private final OwnAddress address;
    private final StreamProof proof;
    private final Rehearsal rehearsal;

    @Inject
    CallWithItself(OwnAddress address, StreamProof proof, Rehearsal rehearsal) {
        this.address = address;
        this.proof = proof;
        this.rehearsal = rehearsal;
    }

    @Override
    public @Nullable String hold() throws InterruptedException {
        String token = proof.ofOwnCall(CALL).orElse(null);
        if (token == null) {
            return "TWILIO_AUTH_TOKEN or STREAM_TOKEN_SECRET is not set";
        }
        try (var caller = OwnCaller.dial(
                address.socket(SocketSelfTest.PATHS.getFirst()), SocketSelfTest.SUBPROTOCOL, rehearsal.password())) {
            String wanting = talk(caller, token);
            if (wanting == null) {
                rehearsal.close();
            }
            return wanting;
        }
    }

    private @Nullable String talk(OwnCaller caller, String token) throws InterruptedException {
        caller.start(CALL, token);
        if (!rehearsal.reports(MediaEvent.StreamStarted.class, PATIENCE)) {
            return "the stream does not start";
        }
        byte[] voice = Phrases.apology();
        for (int frame = 0; frame < SPEAKS_FOR.dividedBy(FRAME); frame++) {
            int from = frame * FRAME_BYTES % (voice.length - FRAME_BYTES);
            caller.speak(Arrays.copyOfRange(voice, from, from + FRAME_BYTES));
            TimeUnit.NANOSECONDS.sleep(FRAME.toNanos());
        }
        if (!rehearsal.reports(CallerAudio.Chunk.class, PATIENCE)) {
            return "the caller's sound does not get through";
        }
        rehearsal.tick().agent(new AgentAudio.Chunk(CALL, 1, 0, 0, Phrases.hold()));
        rehearsal.tick().agent(new AgentAudio.TurnEnded(CALL, 1));
        // Playout takes a turn for heard also when nobody says so.
        if (!rehearsal.reports(MediaEvent.PlaybackFinished.class, PATIENCE.multipliedBy(2)) || !caller.hasHeard()) {
            return "the agent's sound does not arrive";
        }
        caller.stop();
        return rehearsal.reports(MediaEvent.StreamStopped.class, PATIENCE) ? null : "the stream does not end";
    }
}

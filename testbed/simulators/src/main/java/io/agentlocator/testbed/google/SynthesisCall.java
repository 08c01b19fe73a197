package io.agentlocator.testbed.google;

import com.google.cloud.texttospeech.v1.StreamingSynthesizeResponse;
import com.google.protobuf.ByteString;
import io.agentlocator.testbed.sound.Mulaw;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One streaming synthesis: configuration first, then text; sound is sent as it is made. Aborted when idle for 5 s. */
final class SynthesisCall {

    private static final double IDLE_MS = 5_000;
    private static final int PIECE = 1_600;
    private static final long LOOK_MS = 50;

    /** Sound is synthesised about twenty times faster than real time. */
    private static final long MS_A_PIECE = 10;

    private final World world;
    private final OrderedReplies<StreamingSynthesizeResponse> replies;
    private final @Nullable Fault fault;
    private @Nullable String voice;
    private long lastRequestMs = World.nowMs();
    private long givenMs;
    private boolean first = true;
    private boolean ended;

    SynthesisCall(World world, StreamObserver<StreamingSynthesizeResponse> out) {
        this.world = world;
        this.replies = new OrderedReplies<>(out, world);
        this.fault = world.faults.take(Fault.Method.STREAMING_SYNTHESIZE).orElse(null);
        boolean room = world.voices.incrementAndGet() <= world.settings.mostVoices();
        if (fault instanceof Fault.HalfOpen) {
            replies.fallSilent();
        }
        if (!room) {
            fail(
                    Status.Code.RESOURCE_EXHAUSTED,
                    "Quota exceeded for quota metric 'Concurrent streaming sessions' of service 'texttospeech.googleapis.com'.");
        }
        look();
    }

    synchronized void configured(String name, @Nullable String refusal) {
        lastRequestMs = World.nowMs();
        if (ended) {
            return;
        }
        if (voice != null) {
            fail(Status.Code.INVALID_ARGUMENT, "streaming_config may only be sent once.");
        } else if (fault instanceof Fault.Fails fails && fails.after().isZero()) {
            fail(fails.code(), fails.message());
        } else if (refusal != null) {
            fail(Status.Code.INVALID_ARGUMENT, refusal);
        }
        voice = name;
    }

    synchronized void text(String text) {
        lastRequestMs = World.nowMs();
        if (ended) {
            return;
        }
        var name = voice;
        if (name == null) {
            fail(Status.Code.INVALID_ARGUMENT, "The first message must contain streaming_config.");
            return;
        }
        var tooLong = SynthesisV1.tooLong(text);
        if (tooLong != null) {
            fail(Status.Code.INVALID_ARGUMENT, tooLong);
            return;
        }
        var sound = fault instanceof Fault.Empty ? new byte[0] : world.say(text, name);
        if (fault instanceof Fault.Silent) {
            Arrays.fill(sound, Mulaw.SILENCE);
        }
        world.journal.add(new Journal.Spoken(name, text, true, sound.length * 1000L / Mulaw.RATE));
        give(sound);
    }

    private void give(byte[] sound) {
        long slow = fault instanceof Fault.Slow delay ? delay.by().toMillis() : 0;
        long at = first ? world.settings.firstSound().toMillis() + slow : 0;
        first = false;
        for (int from = 0; from < sound.length; from += PIECE) {
            int to = Math.min(sound.length, from + PIECE);
            replies.tell(
                    StreamingSynthesizeResponse.newBuilder()
                            .setAudioContent(ByteString.copyFrom(sound, from, to - from))
                            .build(),
                    at);
            givenMs += (to - from) * 1000L / Mulaw.RATE;
            if (fault instanceof Fault.Fails fails && givenMs >= fails.after().toMillis()) {
                ended = true;
                world.voices.decrementAndGet();
                world.later(at + 6 * MS_A_PIECE, () -> replies.fail(fails.code(), fails.message()));
                return;
            }
            at += MS_A_PIECE;
        }
    }

    synchronized void halfClosed() {
        if (!ended) {
            end();
            replies.complete(1);
        }
    }

    synchronized void cancelled() {
        replies.cancelled();
        if (!ended) {
            end();
        }
    }

    private void look() {
        world.later(LOOK_MS, () -> {
            synchronized (this) {
                if (ended) {
                    return;
                }
                if (World.nowMs() - lastRequestMs > world.scaled(IDLE_MS)) {
                    fail(Status.Code.ABORTED, "Stream aborted due to long duration elapsed without input sent.");
                } else {
                    look();
                }
            }
        });
    }

    private void fail(Status.Code code, String message) {
        end();
        replies.fail(code, message);
    }

    private void end() {
        ended = true;
        world.voices.decrementAndGet();
    }
}

package io.agentlocator.testbed.google;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One streaming recognition. {@link Dialect} holds the differences between V1 and V2. Limits: five minutes of
 * stream, some seconds without a request, 25,600 bytes a message, configuration first and once.
 */
final class RecognitionCall<R> {

    /** The differences between V1 and V2. */
    record Dialect<R>(
            String api,
            Status.Code endedByAge,
            String aged,
            double ageMs,
            Status.Code endedByIdling,
            String idled,
            Function<StreamRecognition.Result, Optional<R>> reply) {}

    /** A client's configuration. @param refusal why it is refused, or null */
    record Wanted(
            String model,
            String language,
            boolean interim,
            boolean voiceActivity,
            @Nullable String refusal) {}

    private static final int LARGEST_MESSAGE = 25_600;
    private static final double IDLE_MS = 10_000;
    private static final long LOOK_MS = 50;

    private final World world;
    private final Dialect<R> dialect;
    private final OrderedReplies<R> replies;
    private final StreamRecognition ear;
    private final @Nullable Fault fault;
    private final RandomGenerator random = RandomGenerator.getDefault();
    private final List<String> finals = new ArrayList<>();
    private final long openedMs = World.nowMs();
    private @Nullable Wanted wanted;
    private long lastRequestMs = openedMs;
    private boolean ended;

    RecognitionCall(World world, Dialect<R> dialect, StreamObserver<R> out) {
        this.world = world;
        this.dialect = dialect;
        this.replies = new OrderedReplies<>(out, world);
        this.ear =
                new StreamRecognition(world.known, world.settings.endSilence().toMillis());
        this.fault = world.faults.take(Fault.Method.STREAMING_RECOGNIZE).orElse(null);
        if (fault instanceof Fault.HalfOpen) {
            replies.fallSilent();
        }
        world.listening.add(this);
        look();
    }

    synchronized void configured(Wanted config) {
        lastRequestMs = World.nowMs();
        if (ended) {
            return;
        }
        if (wanted != null) {
            fail(Status.Code.INVALID_ARGUMENT, "Invalid streaming request: streaming_config may only be sent once.");
            return;
        }
        wanted = config;
        if (fault instanceof Fault.Fails fails && fails.after().isZero()) {
            fail(fails.code(), fails.message());
        } else if (config.refusal != null) {
            fail(Status.Code.INVALID_ARGUMENT, config.refusal);
        }
    }

    synchronized void sound(byte[] mulaw) {
        lastRequestMs = World.nowMs();
        if (ended) {
            return;
        }
        if (wanted == null) {
            fail(
                    Status.Code.INVALID_ARGUMENT,
                    "Malordered Data Received. Expected audio_content none was set. Send exactly one config, followed by audio data.");
            return;
        }
        if (mulaw.length > LARGEST_MESSAGE) {
            fail(
                    Status.Code.INVALID_ARGUMENT,
                    "Audio chunk can be of a maximum of 25600 bytes. Received audio of " + mulaw.length
                            + " bytes instead.");
            return;
        }
        ear.hear(mulaw).forEach(this::tell);
        if (fault instanceof Fault.Fails fails && ear.heardMs() >= fails.after().toMillis()) {
            fail(fails.code(), fails.message());
        } else if (ear.heardMs() >= world.scaled(dialect.ageMs)) {
            fail(dialect.endedByAge, dialect.aged);
        }
    }

    /** The client has half-closed the stream: pending words become final. */
    synchronized void halfClosed() {
        if (ended) {
            return;
        }
        ear.end().forEach(this::tell);
        ended = true;
        report("OK");
        replies.complete(1);
    }

    synchronized void cancelled() {
        replies.cancelled();
        if (!ended) {
            ended = true;
            report("CANCELLED");
        }
    }

    private void look() {
        world.later(LOOK_MS, () -> {
            synchronized (this) {
                if (ended) {
                    return;
                }
                long now = World.nowMs();
                if (now - lastRequestMs > world.scaled(IDLE_MS)) {
                    fail(dialect.endedByIdling, dialect.idled);
                } else if (now - openedMs > world.scaled(dialect.ageMs)) {
                    fail(dialect.endedByAge, dialect.aged);
                } else {
                    look();
                }
            }
        });
    }

    synchronized void broken(Status.Code code, String message) {
        if (!ended) {
            fail(code, message);
        }
    }

    private void tell(StreamRecognition.Result heard) {
        var config = wanted;
        if (config == null || fault instanceof Fault.Deaf) {
            return;
        }
        long slow = fault instanceof Fault.Slow delay ? delay.by().toMillis() : 0;
        boolean sent = switch (heard) {
            case StreamRecognition.Result.VoiceBegins begins -> config.voiceActivity;
            case StreamRecognition.Result.VoiceEnds ends -> config.voiceActivity;
            case StreamRecognition.Result.Interim interim -> config.interim;
            case StreamRecognition.Result.Final last -> !(fault instanceof Fault.NoFinals);
        };
        if (!sent) {
            return;
        }
        long after = world.settings.interimAfter().toMillis();
        if (heard instanceof StreamRecognition.Result.Final last) {
            finals.add(last.text());
            after = finalAfterMs();
        }
        long delay = after + slow;
        dialect.reply.apply(heard).ifPresent(reply -> replies.tell(reply, delay));
    }

    private long finalAfterMs() {
        long least = world.settings.finalAfter().toMillis();
        long most = world.settings.finalAtMost().toMillis();
        long late = world.settings.lateFinal().toMillis();
        if (late <= most) {
            return least + random.nextLong(Math.max(1, most - least));
        }
        // Log-normal: the median is finalAfter, and one of a hundred is later than lateFinal.
        double middle = Math.max(1, (least + most) / 2.0);
        double spread = Math.log(late / middle) / 2.326;
        return Math.max(least, Math.round(middle * Math.exp(spread * random.nextGaussian())));
    }

    private void fail(Status.Code code, String message) {
        ended = true;
        report(code.name());
        replies.fail(code, message);
    }

    private void report(String end) {
        world.listening.remove(this);
        var config = wanted;
        world.journal.add(new Journal.Stream(
                dialect.api,
                config == null ? "" : config.model,
                config == null ? "" : config.language,
                ear.heardMs(),
                List.copyOf(finals),
                end));
    }
}

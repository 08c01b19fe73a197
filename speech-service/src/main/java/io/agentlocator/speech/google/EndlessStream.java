package io.agentlocator.speech.google;

import io.agentlocator.events.MuLaw;
import io.agentlocator.shell.breaker.Breaker;
import io.agentlocator.speech.google.ReplayBuffer.Piece;
import io.agentlocator.speech.google.SpeechApi.Verdict;
import io.agentlocator.speech.google.SpeechApi.Words;
import io.agentlocator.speech.roles.EngineObserver;
import io.agentlocator.speech.roles.FailureKind;
import io.agentlocator.speech.roles.StreamingRecognizer;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Recognition of one call over as many vendor streams as it takes.
 *
 * <p>A stream near its maximum age is replaced in a silence: the new one opens before the old one closes, the old one's last
 * words come first, and no speech goes into both. A stream that breaks is replaced, and the sound that it had not answered is
 * resent. Silence is sent while no sound comes, because the vendor ends a stream without sound. Safe for all threads.
 */
final class EndlessStream implements StreamingRecognizer.Stream, GoogleStream.Owner {

    private static final Logger LOG = Logger.getLogger(EndlessStream.class);

    /** The vendor's limit for a message is 15 KB by its documentation, 25,600 bytes by its error messages. */
    private static final int LARGEST_MESSAGE = 8_000;

    private static final byte[] SILENCE = new byte[800];
    private static final long NOT_ACCEPTED_MS = 2_000;
    private static final long HEALTHY_AFTER_MS = 2_000;

    static {
        Arrays.fill(SILENCE, MuLaw.SILENCE);
    }

    private final String callSid;
    private final GoogleModels models;
    private final Reopening reopening;
    private final Rotation rotation;
    private final GoogleSettings.Streams settings;
    private final LongSupplier nowMs;
    private final RandomGenerator random;
    private final Runnable whenClosed;
    private final ReplayBuffer recent;
    private final UnansweredSpeech unanswered;
    private final StreamWords words;

    private @Nullable GoogleStream current;

    /** The replaced stream, until it has sent its last words. */
    private @Nullable GoogleStream draining;

    private boolean closed;

    /** Where the current stream took over from the draining one, on the caller's clock. */
    private long handedOverMs;

    private long lastSoundMs;
    private long silentMs;
    private long sentBytes;

    EndlessStream(
            String callSid,
            StreamingRecognizer.Listener listener,
            GoogleModels models,
            Breaker breaker,
            EngineObserver observer,
            GoogleSettings.Streams settings,
            LongSupplier nowMs,
            RandomGenerator random,
            Runnable whenClosed) {
        this.callSid = callSid;
        this.models = models;
        this.reopening = new Reopening(callSid, listener, breaker, observer, settings, random);
        this.rotation = new Rotation(settings);
        this.settings = settings;
        this.nowMs = nowMs;
        this.random = random;
        this.whenClosed = whenClosed;
        this.recent = new ReplayBuffer(settings.replay().toMillis());
        this.unanswered = new UnansweredSpeech(settings.unanswered().toMillis());
        this.words = new StreamWords(listener);
        this.lastSoundMs = nowMs.getAsLong();
    }

    synchronized void start() {
        openIfDue(nowMs.getAsLong());
    }

    @Override
    public synchronized void audio(byte[] mulaw, long offsetMs, boolean speaking) {
        if (closed || mulaw.length == 0) {
            return;
        }
        long now = nowMs.getAsLong();
        var piece = new Piece(mulaw, offsetMs, speaking);
        silentMs = speaking ? 0 : silentMs + MuLaw.millis(mulaw.length);
        unanswered.sent(piece, now);
        lastSoundMs = now;
        if (current == null) {
            recent.add(piece);
            return;
        }
        var decision = rotation.decide(current.ageMs(now), current.rotateAtMs, silentMs, draining != null, mulaw);
        piece = switch (decision) {
            case Rotation.Decision.Keep keep -> piece;
            case Rotation.Decision.InSilence inSilence -> rotateInSilence(current, piece);
            case Rotation.Decision.InSpeech inSpeech -> rotateInSpeech(current, piece, inSpeech.at());
        };
        recent.add(piece);
        if (current != null) {
            send(current, piece);
        }
    }

    /** To be called about ten times per second. */
    synchronized void tick() {
        if (closed) {
            return;
        }
        long now = nowMs.getAsLong();
        if (draining != null && now >= draining.drainUntilMs) {
            draining.out().cancel();
            drained(draining);
        }
        if (current == null) {
            openIfDue(now);
            return;
        }
        if (now - lastSoundMs > settings.idle().toMillis()) {
            current.clock.padding(SILENCE.length);
            sentBytes += SILENCE.length;
            current.out().audio(SILENCE);
            silentMs += MuLaw.millis(SILENCE.length);
        }
        if (now - current.openedMs > HEALTHY_AFTER_MS && current.ready) {
            healthy(current);
        }
        replaceIfBroken(current, now);
    }

    @Override
    public synchronized long sentMs() {
        return MuLaw.millis(sentBytes);
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (draining != null) {
            draining.out().cancel();
        }
        if (current != null) {
            current.out().cancel();
        }
        reopening.abandon();
        whenClosed.run();
    }

    /** Detects a connection that accepts no data, and a stream that returns no words although the caller speaks. */
    private void replaceIfBroken(GoogleStream stream, long now) {
        if (stream.out().ready()) {
            stream.ready = true;
            stream.notReadySinceMs = -1;
        } else if (stream.notReadySinceMs < 0) {
            stream.notReadySinceMs = now;
        } else if (now - stream.notReadySinceMs >= NOT_ACCEPTED_MS) {
            models.renew(stream.choice, now);
            broken(stream, "sound is not taken", now);
            return;
        }
        if (unanswered.suspected(now)) {
            unanswered.streamReplaced(now);
            if (stream.answeredMs == 0) {
                models.renew(stream.choice, now);
            }
            broken(stream, "speech without an answer", now);
        }
    }

    private void broken(GoogleStream stream, String cause, long now) {
        LOG.warnf("stream given up cause=%s call_sid=%s", cause, callSid);
        stream.out().cancel();
        current = null;
        openLater(stream, FailureKind.TIMEOUT, cause, now);
    }

    private Piece rotateInSilence(GoogleStream old, Piece next) {
        var fresh = open();
        if (fresh != null) {
            long from = Math.max(words.settledMs(), rotation.silenceFromMs(next.offsetMs()));
            handOver(old, fresh, from);
            recent.since(from).forEach(piece -> send(fresh, piece));
        }
        return next;
    }

    /** @return the part of the piece that goes into the new stream */
    private Piece rotateInSpeech(GoogleStream old, Piece piece, int cut) {
        var fresh = open();
        if (fresh == null) {
            return piece;
        }
        var head = new Piece(Arrays.copyOf(piece.mulaw(), cut), piece.offsetMs(), piece.speaking());
        if (cut > 0) {
            send(old, head);
        }
        handOver(old, fresh, head.endMs());
        return new Piece(Arrays.copyOfRange(piece.mulaw(), cut, piece.mulaw().length), head.endMs(), piece.speaking());
    }

    private void handOver(GoogleStream old, GoogleStream fresh, long fromMs) {
        long now = nowMs.getAsLong();
        LOG.debugf("stream renewed age_ms=%s call_sid=%s", (Object) (now - old.openedMs), callSid);
        if (draining != null) {
            draining.out().cancel();
            drained(draining);
        }
        draining = old;
        handedOverMs = fromMs;
        old.drainUntilMs = now + settings.drain().toMillis();
        current = fresh;
        old.out().halfClose();
    }

    private void openIfDue(long now) {
        if (!reopening.due(now)) {
            return;
        }
        current = open();
        if (current != null) {
            for (var piece : recent.unanswered(Math.max(words.settledMs(), handedOverMs))) {
                send(current, piece);
            }
        }
    }

    private @Nullable GoogleStream open() {
        long now = nowMs.getAsLong();
        long jitter = (long) (settings.rotateAfter().toMillis() / 24.0 * random.nextDouble());
        var stream = new GoogleStream(
                this, models.current(), now, settings.rotateAfter().toMillis() - jitter);
        try {
            stream.open();
            return stream;
        } catch (RuntimeException e) {
            openLater(stream, FailureKind.UNAVAILABLE, SpeechApi.reason(e), now);
            return null;
        }
    }

    private void openLater(GoogleStream stream, FailureKind kind, String cause, long now) {
        if (reopening.failed(stream, kind, cause, now)) {
            openIfDue(now);
        }
    }

    private void send(GoogleStream stream, Piece piece) {
        byte[] mulaw = piece.mulaw();
        for (int from = 0; from < mulaw.length; from += LARGEST_MESSAGE) {
            int to = Math.min(mulaw.length, from + LARGEST_MESSAGE);
            stream.out().audio(from == 0 && to == mulaw.length ? mulaw : Arrays.copyOfRange(mulaw, from, to));
        }
        stream.clock.sound(piece.offsetMs(), mulaw.length);
        sentBytes += mulaw.length;
    }

    private void healthy(GoogleStream stream) {
        if (!stream.healthy) {
            stream.healthy = true;
            reopening.healthy();
        }
    }

    private void drained(GoogleStream old) {
        draining = null;
        words.settleInterim(old);
        var fresh = current;
        if (fresh != null) {
            var held = List.copyOf(fresh.held);
            fresh.held.clear();
            held.forEach(answer -> words.pass(fresh, answer));
        }
    }

    @Override
    public synchronized void words(GoogleStream stream, List<Words> answer) {
        if (closed || stream != current && stream != draining) {
            return;
        }
        stream.answeredMs = nowMs.getAsLong();
        unanswered.answered();
        healthy(stream);
        if (stream == current && draining != null) {
            stream.held.add(answer);
        } else {
            words.pass(stream, answer);
        }
    }

    @Override
    public synchronized void ended(GoogleStream stream, @Nullable Throwable cause) {
        if (closed) {
            return;
        }
        if (stream == draining) {
            drained(stream);
            return;
        }
        if (stream != current) {
            return;
        }
        current = null;
        long now = nowMs.getAsLong();
        if (cause == null) {
            openLater(stream, FailureKind.UNAVAILABLE, "the vendor closed the stream", now);
            return;
        }
        var reason = SpeechApi.reason(cause);
        var kind = SpeechApi.kind(cause);
        LOG.debugf("stream ended cause=%s call_sid=%s", reason, callSid);
        switch (Verdict.of(cause)) {
            case RETRY -> openLater(stream, kind, reason, now);
            case REFUSED -> {
                if (models.refused(stream.choice, reason)) {
                    openIfDue(now);
                } else {
                    reopening.giveUp(stream, kind, reason);
                }
            }
            case GIVE_UP -> reopening.giveUp(stream, kind, reason);
        }
    }
}

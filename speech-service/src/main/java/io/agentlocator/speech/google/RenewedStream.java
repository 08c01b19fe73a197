package io.agentlocator.speech.google;

import io.agentlocator.events.MuLaw;
import io.agentlocator.speech.Breaker;
import io.agentlocator.speech.FailureKind;
import io.agentlocator.speech.StreamingRecognizer.Hearing;
import io.agentlocator.speech.StreamingRecognizer.Live;
import io.agentlocator.speech.VendorWatch;
import io.agentlocator.speech.google.RecentSound.Piece;
import io.agentlocator.speech.google.SpeechWire.Verdict;
import io.agentlocator.speech.google.SpeechWire.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One call heard over as many of the vendor's streams as it takes.
 *
 * <p>A stream that grows old is renewed in a silence: the new one is opened before the old one is closed, what the old one
 * still says comes first, and no speech goes into both. A stream that breaks is replaced, and what it had not answered is
 * sent again. Silence is sent while the caller's side sends nothing, because the vendor ends a stream that gets nothing.
 */
final class RenewedStream implements Live, Wired.Owner {

    private static final Logger LOG = Logger.getLogger(RenewedStream.class);

    /** The vendor takes 15 KB a message by its documents, 25,600 bytes by its errors. */
    private static final int LARGEST_MESSAGE = 8_000;

    private static final byte[] SILENCE = new byte[800];
    private static final long NOT_TAKEN_MS = 2_000;
    private static final long HEALTHY_AFTER_MS = 2_000;

    static {
        Arrays.fill(SILENCE, (byte) 0xFF);
    }

    private final String callSid;
    private final Hearing hearing;
    private final Models models;
    private final Reopening reopening;
    private final Rotation rotation;
    private final GoogleSettings.Streams settings;
    private final LongSupplier nowMs;
    private final RandomGenerator random;
    private final Runnable whenClosed;
    private final RecentSound recent;
    private final Deafness deafness;

    private @Nullable Wired current;
    private @Nullable Wired leaving;
    private boolean closed;
    private long settledMs;
    private long handedMs;
    private long lastSoundMs;
    private long silentMs;
    private long givenBytes;

    RenewedStream(
            String callSid,
            Hearing hearing,
            Models models,
            Breaker breaker,
            VendorWatch watch,
            GoogleSettings.Streams settings,
            LongSupplier nowMs,
            RandomGenerator random,
            Runnable whenClosed) {
        this.callSid = callSid;
        this.hearing = hearing;
        this.models = models;
        this.reopening = new Reopening(callSid, hearing, breaker, watch, settings, random);
        this.rotation = new Rotation(settings);
        this.settings = settings;
        this.nowMs = nowMs;
        this.random = random;
        this.whenClosed = whenClosed;
        this.recent = new RecentSound(settings.replay().toMillis());
        this.deafness = new Deafness(settings.deaf().toMillis());
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
        voice(piece, now);
        lastSoundMs = now;
        if (current == null) {
            recent.add(piece);
            return;
        }
        var decision =
                rotation.decide(current.ageMs(now), current.rotateAtMs, silentMs, leaving != null, piece.mulaw());
        piece = switch (decision) {
            case Rotation.Decision.GoOn goOn -> piece;
            case Rotation.Decision.InSilence inSilence -> rotateInSilence(current, piece);
            case Rotation.Decision.InSpeech inSpeech -> rotateInSpeech(current, piece, inSpeech.at());
        };
        recent.add(piece);
        if (current != null) {
            send(current, piece);
        }
    }

    /** To be called about ten times a second. */
    synchronized void tick() {
        if (closed) {
            return;
        }
        long now = nowMs.getAsLong();
        if (leaving != null && now >= leaving.drainUntilMs) {
            leaving.stream().cancel();
            drained(leaving);
        }
        if (current == null) {
            openIfDue(now);
            return;
        }
        if (now - lastSoundMs > settings.idle().toMillis()) {
            current.clock.padding(SILENCE.length);
            givenBytes += SILENCE.length;
            current.stream().audio(SILENCE);
            silentMs += 100;
        }
        if (now - current.openedMs > HEALTHY_AFTER_MS && current.ready) {
            healthy(current);
        }
        watch(current, now);
    }

    @Override
    public synchronized long givenMs() {
        return MuLaw.millis(givenBytes);
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (leaving != null) {
            leaving.stream().cancel();
        }
        if (current != null) {
            current.stream().cancel();
        }
        whenClosed.run();
    }

    private void voice(Piece piece, long now) {
        silentMs = piece.speaking() ? 0 : silentMs + piece.mulaw().length / 8;
        deafness.sent(piece, now);
    }

    /** A connection that takes nothing, and an engine that hears nothing of what the caller clearly says. */
    private void watch(Wired wired, long now) {
        if (wired.stream().ready()) {
            wired.ready = true;
            wired.notReadySinceMs = -1;
        } else if (wired.notReadySinceMs < 0) {
            wired.notReadySinceMs = now;
        } else if (now - wired.notReadySinceMs >= NOT_TAKEN_MS) {
            models.renew(wired.choice, now);
            broken(wired, "sound is not taken", now);
            return;
        }
        if (deafness.suspected(now)) {
            deafness.tried(now);
            if (wired.answeredMs == 0) {
                models.renew(wired.choice, now);
            }
            broken(wired, "speech without an answer", now);
        }
    }

    private void broken(Wired wired, String cause, long now) {
        LOG.warnf("stream given up cause=%s call_sid=%s", cause, callSid);
        wired.stream().cancel();
        current = null;
        openLater(wired, FailureKind.TIMEOUT, cause, now);
    }

    private Piece rotateInSilence(Wired old, Piece next) {
        var fresh = open();
        if (fresh != null) {
            long from = Math.max(settledMs, rotation.silenceFromMs(next.offsetMs()));
            handOver(old, fresh, from);
            recent.since(from).forEach(piece -> send(fresh, piece));
        }
        return next;
    }

    /** @return what is left of the piece for the new stream */
    private Piece rotateInSpeech(Wired old, Piece piece, int cut) {
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

    private void handOver(Wired old, Wired fresh, long fromMs) {
        long now = nowMs.getAsLong();
        LOG.debugf("stream renewed age_ms=%s call_sid=%s", (Object) (now - old.openedMs), callSid);
        if (leaving != null) {
            leaving.stream().cancel();
            drained(leaving);
        }
        leaving = old;
        handedMs = fromMs;
        old.drainUntilMs = now + settings.drain().toMillis();
        current = fresh;
        old.stream().halfClose();
    }

    private void openIfDue(long now) {
        if (!reopening.due(now)) {
            return;
        }
        current = open();
        if (current != null) {
            for (var piece : recent.unanswered(Math.max(settledMs, handedMs))) {
                send(current, piece);
            }
        }
    }

    private @Nullable Wired open() {
        long now = nowMs.getAsLong();
        long spread = (long) (settings.rotateAfter().toMillis() / 24.0 * random.nextDouble());
        var wired =
                new Wired(this, models.current(), now, settings.rotateAfter().toMillis() - spread);
        try {
            wired.open();
            return wired;
        } catch (RuntimeException e) {
            openLater(wired, FailureKind.UNAVAILABLE, SpeechWire.told(e), now);
            return null;
        }
    }

    private void openLater(Wired wired, FailureKind kind, String cause, long now) {
        if (reopening.failed(wired, kind, cause, now)) {
            openIfDue(now);
        }
    }

    private void send(Wired wired, Piece piece) {
        for (int from = 0; from < piece.mulaw().length; from += LARGEST_MESSAGE) {
            int to = Math.min(piece.mulaw().length, from + LARGEST_MESSAGE);
            wired.stream()
                    .audio(
                            from == 0 && to == piece.mulaw().length
                                    ? piece.mulaw()
                                    : Arrays.copyOfRange(piece.mulaw(), from, to));
        }
        wired.clock.sound(piece.offsetMs(), piece.mulaw().length);
        givenBytes += piece.mulaw().length;
    }

    private void healthy(Wired wired) {
        if (!wired.healthy) {
            wired.healthy = true;
            reopening.healthy();
        }
    }

    /** What the old stream left as interim words will not be said again by the new one: they stand. */
    private void drained(Wired old) {
        leaving = null;
        if (old.interim != null) {
            settle(old, old.interim);
        }
        var fresh = current;
        if (fresh != null) {
            var held = List.copyOf(fresh.held);
            fresh.held.clear();
            held.forEach(words -> emit(fresh, words));
        }
    }

    private void emit(Wired wired, List<Words> answer) {
        var interim = new ArrayList<Words>();
        for (var words : answer) {
            if (words.isFinal()) {
                settle(wired, words);
                interim.clear();
            } else if (!words.text().isBlank()) {
                interim.add(words);
            }
        }
        if (interim.isEmpty()) {
            return;
        }
        var text = String.join(
                " ", interim.stream().map(words -> words.text().strip()).toList());
        var last = interim.getLast();
        wired.interim = new Words(text, false, last.stability(), last.confidence(), last.endMs());
        hearing.words(text, false, last.confidence(), wired.clock.offsetMs(last.endMs()));
    }

    private void settle(Wired wired, Words words) {
        long endMs = wired.clock.offsetMs(words.endMs());
        settledMs = Math.max(settledMs, endMs);
        wired.interim = null;
        if (!words.text().isBlank()) {
            hearing.words(words.text().strip(), true, words.confidence(), endMs);
        }
    }

    @Override
    public synchronized void heard(Wired wired, List<Words> answer) {
        if (closed || wired != current && wired != leaving) {
            return;
        }
        wired.answeredMs = nowMs.getAsLong();
        deafness.answered();
        healthy(wired);
        if (wired == current && leaving != null) {
            wired.held.add(answer);
        } else {
            emit(wired, answer);
        }
    }

    @Override
    public synchronized void ended(Wired wired, @Nullable Throwable cause) {
        if (closed) {
            return;
        }
        if (wired == leaving) {
            drained(wired);
            return;
        }
        if (wired != current) {
            return;
        }
        current = null;
        long now = nowMs.getAsLong();
        if (cause == null) {
            openLater(wired, FailureKind.UNAVAILABLE, "the vendor closed the stream", now);
            return;
        }
        var told = SpeechWire.told(cause);
        var kind = SpeechWire.kind(cause);
        LOG.debugf("stream ended cause=%s call_sid=%s", told, callSid);
        switch (Verdict.of(cause)) {
            case AGAIN -> openLater(wired, kind, told, now);
            case REFUSED -> {
                if (models.refused(wired.choice, told)) {
                    openIfDue(now);
                } else {
                    reopening.giveUp(wired, kind, told);
                }
            }
            case HOPELESS -> reopening.giveUp(wired, kind, told);
        }
    }
}

package io.agentlocator.speech.google;

import io.agentlocator.speech.RecognitionTrouble;
import io.agentlocator.speech.StreamingRecognizer.Hearing;
import io.agentlocator.speech.StreamingRecognizer.Live;
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
final class RenewedStream implements Live {

    private static final Logger LOG = Logger.getLogger(RenewedStream.class);

    /** The vendor takes 15 KB a message by its documents, 25,600 bytes by its errors. */
    private static final int LARGEST_MESSAGE = 8_000;

    private static final byte[] SILENCE = new byte[800];
    private static final long ONE_SECOND = 1_000;
    private static final long NOT_TAKEN_MS = 2_000;
    private static final long HEALTHY_AFTER_MS = 2_000;

    /** How long a gap between two words is waited for when a stream is too old. */
    private static final long PATIENCE_MS = 5_000;

    static {
        Arrays.fill(SILENCE, (byte) 0xFF);
    }

    private final String callSid;
    private final Hearing hearing;
    private final Models models;
    private final VendorBreaker breaker;
    private final GoogleSettings.Streams settings;
    private final LongSupplier nowMs;
    private final RandomGenerator random;
    private final Runnable whenClosed;
    private final RecentSound recent;

    private @Nullable Wired current;
    private @Nullable Wired leaving;
    private boolean closed;
    private boolean given;
    private boolean told;
    private int attempts;
    private long openAtMs;
    private long settledMs;
    private long handedMs;
    private long lastSoundMs;
    private long silentMs;
    private long speakingSinceMs = -1;
    private boolean deafTried;

    RenewedStream(
            String callSid,
            Hearing hearing,
            Models models,
            VendorBreaker breaker,
            GoogleSettings.Streams settings,
            LongSupplier nowMs,
            RandomGenerator random,
            Runnable whenClosed) {
        this.callSid = callSid;
        this.hearing = hearing;
        this.models = models;
        this.breaker = breaker;
        this.settings = settings;
        this.nowMs = nowMs;
        this.random = random;
        this.whenClosed = whenClosed;
        this.recent = new RecentSound(settings.replay().toMillis());
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
        long age = Math.max(current.clock.sentMs(), now - current.openedMs);
        if (age >= current.rotateAtMs && silentMs >= settings.pause().toMillis() && leaving == null) {
            rotateInSilence(current, piece);
        } else if (age >= settings.rotateAtLatest().toMillis()) {
            piece = rotateInSpeech(current, piece, age);
        }
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
            current.stream().audio(SILENCE);
            silentMs += 100;
        }
        if (now - current.openedMs > HEALTHY_AFTER_MS && current.ready) {
            healthy(current);
        }
        watch(current, now);
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
        if (!piece.speaking()) {
            silentMs += piece.mulaw().length / 8;
            speakingSinceMs = -1;
            deafTried = false;
            return;
        }
        silentMs = 0;
        if (speakingSinceMs < 0) {
            speakingSinceMs = now;
        }
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
        long heardOrOnset = Math.max(Math.max(wired.answeredMs, wired.openedMs), speakingSinceMs);
        if (speakingSinceMs >= 0
                && !deafTried
                && now - heardOrOnset >= settings.deaf().toMillis()) {
            deafTried = true;
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
        openLater(wired, cause, now);
    }

    /** What goes into the new stream is silence; an onset that voice activity has not noticed yet is in it. */
    private void rotateInSilence(Wired old, Piece next) {
        var fresh = open();
        if (fresh == null) {
            return;
        }
        long from = Math.max(settledMs, next.offsetMs() - settings.pause().toMillis() + 100);
        handOver(old, fresh, from);
        recent.since(from).forEach(piece -> send(fresh, piece));
    }

    /** @return what is left of the piece for the new stream: it is cut where it is quietest */
    private Piece rotateInSpeech(Wired old, Piece piece, long age) {
        var spot = QuietSpot.in(piece.mulaw());
        boolean urgent = age >= settings.rotateAtLatest().toMillis() + PATIENCE_MS;
        if (!spot.quiet() && !urgent) {
            return piece;
        }
        var fresh = open();
        if (fresh == null) {
            return piece;
        }
        int cut = spot.at();
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
        if (given || now < openAtMs) {
            return;
        }
        if (!breaker.mayAsk(now)) {
            openAtMs = Math.max(now + 100, breaker.retryAtMs());
            tell("the vendor fails for all calls", true);
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
        var choice = models.current();
        long spread = (long) (settings.rotateAfter().toMillis() / 24.0 * random.nextDouble());
        var wired = new Wired(choice, now, settings.rotateAfter().toMillis() - spread);
        try {
            wired.stream = choice.wire().open(choice.minimal(), wired);
            return wired;
        } catch (RuntimeException e) {
            openLater(wired, SpeechWire.told(e), now);
            return null;
        }
    }

    private void openLater(Wired wired, String cause, long now) {
        boolean first = wired.healthy && attempts == 0 && now - wired.openedMs >= ONE_SECOND;
        attempts++;
        breaker.failed(now);
        if (attempts >= settings.attempts()) {
            tell(cause, true);
        }
        double pause = attempts >= settings.attempts()
                ? settings.slowPause().toMillis()
                : settings.firstPause().toMillis() * Math.pow(3, attempts - 1.0);
        openAtMs = first ? now : now + Math.round(pause * (0.67 + 0.66 * random.nextDouble()));
        if (first) {
            openIfDue(now);
        }
    }

    private void tell(String cause, boolean recoverable) {
        if (!told) {
            told = true;
            LOG.warnf("caller is not heard cause=%s recoverable=%s call_sid=%s", cause, recoverable, callSid);
            hearing.trouble(new RecognitionTrouble(cause, recoverable));
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
    }

    private void healthy(Wired wired) {
        if (!wired.healthy) {
            wired.healthy = true;
            attempts = 0;
            told = false;
            breaker.succeeded();
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

    private synchronized void heard(Wired wired, List<Words> answer) {
        if (closed || wired != current && wired != leaving) {
            return;
        }
        wired.answeredMs = nowMs.getAsLong();
        healthy(wired);
        if (wired == current && leaving != null) {
            wired.held.add(answer);
        } else {
            emit(wired, answer);
        }
    }

    private synchronized void ended(Wired wired, @Nullable Throwable cause) {
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
            openLater(wired, "the vendor closed the stream", now);
            return;
        }
        var told = SpeechWire.told(cause);
        LOG.debugf("stream ended cause=%s call_sid=%s", told, callSid);
        switch (Verdict.of(cause)) {
            case AGAIN -> openLater(wired, told, now);
            case REFUSED -> {
                if (models.refused(wired.choice, told)) {
                    openIfDue(now);
                } else {
                    given = true;
                    tell(told, false);
                }
            }
            case HOPELESS -> {
                given = true;
                tell(told, false);
            }
        }
    }

    /** One of the vendor's streams. */
    private final class Wired implements SpeechWire.Answers {

        final Models.Choice choice;
        final StreamClock clock = new StreamClock();
        final List<List<Words>> held = new ArrayList<>();
        final long openedMs;
        final long rotateAtMs;
        SpeechWire.@Nullable Stream stream;

        @Nullable
        Words interim;

        boolean healthy;
        boolean ready;
        long answeredMs;
        long notReadySinceMs = -1;
        long drainUntilMs;

        Wired(Models.Choice choice, long openedMs, long rotateAtMs) {
            this.choice = choice;
            this.openedMs = openedMs;
            this.rotateAtMs = rotateAtMs;
        }

        SpeechWire.Stream stream() {
            if (stream == null) {
                throw new IllegalStateException("not opened");
            }
            return stream;
        }

        @Override
        public void heard(List<Words> words) {
            RenewedStream.this.heard(this, words);
        }

        @Override
        public void failed(Throwable cause) {
            ended(this, cause);
        }

        @Override
        public void completed() {
            ended(this, null);
        }
    }
}

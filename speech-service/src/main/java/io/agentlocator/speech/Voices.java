package io.agentlocator.speech;

import io.agentlocator.speech.SpeechSynthesizer.SoundSink;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A ladder of voices. A voice that fails is asked once more, then the next one is; behind the last stands sound that was
 * recorded beforehand, so that the caller always hears something. Sound that cannot be heard counts as a failure. Safe for
 * all threads.
 */
public final class Voices {

    /** Silence in front of the first sound that is left there: 40 ms. */
    private static final int LEAD = 320;

    /** Longer sentences are not worth keeping: nobody says them twice. */
    private static final int LONGEST_KEPT = 400;

    /** Told what went wrong and what was quick, for logs and metrics. */
    public interface Listener {

        void failed(String engine, String cause);

        /** @param cached whether it needed no engine */
        void firstSound(String engine, boolean cached, long tookMs);
    }

    private final List<SpeechSynthesizer> ladder;
    private final Phrases phrases;
    private final Wording wording;
    private final byte[] apology;
    private final Listener listener;
    private final AtomicInteger speaking = new AtomicInteger();

    /** @param apology 8 kHz μ-law that is played when no voice can speak */
    public Voices(List<SpeechSynthesizer> ladder, Phrases phrases, Wording wording, byte[] apology, Listener listener) {
        this.ladder = List.copyOf(ladder);
        this.phrases = phrases;
        this.wording = wording;
        this.apology = apology.clone();
        this.listener = listener;
    }

    /**
     * Speaks a sentence as a person would read it. Returns when all sound was given to the sink, or the sink wanted no more.
     *
     * @throws InterruptedException when nobody wants the sound any more
     */
    public void speak(String text, SoundSink sink) throws InterruptedException {
        String speakable = wording.speakable(text);
        if (speakable.codePoints().noneMatch(Character::isLetterOrDigit)) {
            return;
        }
        speaking.incrementAndGet();
        try {
            speakOnLadder(speakable, sink);
        } finally {
            speaking.decrementAndGet();
        }
    }

    /** Whether a sentence is being spoken in some call. */
    public boolean busy() {
        return speaking.get() > 0;
    }

    private void speakOnLadder(String speakable, SoundSink sink) throws InterruptedException {
        long start = System.nanoTime();
        for (SpeechSynthesizer voice : ladder) {
            var cached = phrases.find(voice.engine(), speakable);
            if (cached.isPresent()) {
                listener.firstSound(voice.engine(), true, millisSince(start));
                sink.accept(cached.get());
                return;
            }
            if (speakWith(voice, speakable, sink, start)) {
                return;
            }
        }
        sink.accept(apology);
    }

    /** Makes sure that a sentence is among the phrases of the first voice. @return whether it had to be made */
    public boolean prepare(String text) throws SynthesisFailed, InterruptedException {
        SpeechSynthesizer voice = ladder.getFirst();
        String speakable = wording.speakable(text);
        if (phrases.find(voice.engine(), speakable).isPresent()) {
            return false;
        }
        var take = new Take(piece -> true, 0);
        voice.speak(speakable, take);
        take.finish();
        phrases.keep(voice.engine(), speakable, take.given());
        return true;
    }

    private boolean speakWith(SpeechSynthesizer voice, String speakable, SoundSink sink, long start)
            throws InterruptedException {
        int given = 0;
        for (int attempt = 1; attempt <= 2; attempt++) {
            var take = new Take(
                    new SoundSink() {
                        private boolean first = true;

                        @Override
                        public boolean accept(byte[] mulaw) {
                            if (first) {
                                first = false;
                                listener.firstSound(voice.engine(), false, millisSince(start));
                            }
                            return sink.accept(mulaw);
                        }
                    },
                    given);
            try {
                voice.speak(speakable, take);
                take.finish();
                if (!take.stopped() && speakable.length() <= LONGEST_KEPT) {
                    phrases.keep(voice.engine(), speakable, take.given());
                }
                return true;
            } catch (SynthesisFailed e) {
                if (take.stopped()) {
                    return true;
                }
                listener.failed(voice.engine(), String.valueOf(e.getMessage()));
                given = Math.max(given, take.given().length);
                if (!e.recoverable()) {
                    break;
                }
            }
        }
        return false;
    }

    private static long millisSince(long start) {
        return (System.nanoTime() - start) / 1_000_000;
    }

    /** One try of one voice: shortens the silence in front, and skips what an earlier try has given already. */
    private static final class Take implements SoundSink {

        private final SoundSink sink;
        private final int skip;
        private final ByteArrayOutputStream all = new ByteArrayOutputStream();
        private byte[] lead = {};
        private boolean audible;
        private boolean stopped;

        Take(SoundSink sink, int skip) {
            this.sink = sink;
            this.skip = skip;
        }

        @Override
        public boolean accept(byte[] mulaw) {
            if (audible) {
                return give(mulaw);
            }
            lead = joined(lead, mulaw);
            int first = Loudness.firstAudible(lead);
            if (first < 0) {
                return !stopped;
            }
            audible = true;
            byte[] sound = Arrays.copyOfRange(lead, Math.max(0, first - LEAD), lead.length);
            lead = new byte[0];
            return give(sound);
        }

        private boolean give(byte[] mulaw) {
            int before = all.size();
            all.writeBytes(mulaw);
            int from = Math.clamp(skip - before, 0, mulaw.length);
            if (from < mulaw.length && !stopped) {
                stopped = !sink.accept(from == 0 ? mulaw : Arrays.copyOfRange(mulaw, from, mulaw.length));
            }
            return !stopped;
        }

        void finish() throws SynthesisFailed {
            if (!audible && !stopped) {
                throw new SynthesisFailed(lead.length == 0 ? "no sound" : "nothing audible in the sound", true);
            }
        }

        boolean stopped() {
            return stopped;
        }

        byte[] given() {
            return all.toByteArray();
        }

        private static byte[] joined(byte[] a, byte[] b) {
            byte[] both = Arrays.copyOf(a, a.length + b.length);
            System.arraycopy(b, 0, both, a.length, b.length);
            return both;
        }
    }
}

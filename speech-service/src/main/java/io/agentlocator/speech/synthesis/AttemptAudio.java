package io.agentlocator.speech.synthesis;

import io.agentlocator.speech.audio.Loudness;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * The sound of one attempt at a sentence, 8 kHz μ-law. Shortens the silence at its start, and skips what an earlier attempt
 * has delivered. Not thread-safe.
 */
final class AttemptAudio {

    /** Silence that is left before the first audible sound: 40 ms. */
    private static final int LEAD = 320;

    private static final byte[] NOTHING = {};

    private final int skip;
    private final ByteArrayOutputStream all = new ByteArrayOutputStream();
    private byte[] lead = NOTHING;
    private boolean audible;

    /** @param skip bytes that were delivered already */
    AttemptAudio(int skip) {
        this.skip = skip;
    }

    /** @return the part that is to be delivered; may be empty */
    byte[] add(byte[] mulaw) {
        if (audible) {
            return fresh(mulaw);
        }
        lead = joined(lead, mulaw);
        int first = Loudness.firstAudible(lead);
        if (first < 0) {
            return NOTHING;
        }
        audible = true;
        byte[] sound = Arrays.copyOfRange(lead, Math.max(0, first - LEAD), lead.length);
        lead = NOTHING;
        return fresh(sound);
    }

    boolean audible() {
        return audible;
    }

    /** What is wrong with an attempt that ended without audible sound. */
    String fault() {
        return lead.length == 0 ? "no sound" : "nothing audible in the sound";
    }

    /** The sentence so far, from shortly before its first audible sound. */
    byte[] all() {
        return all.toByteArray();
    }

    /** The length of {@link #all()}. */
    int bytes() {
        return all.size();
    }

    private byte[] fresh(byte[] mulaw) {
        int before = all.size();
        all.writeBytes(mulaw);
        int from = Math.clamp(skip - before, 0, mulaw.length);
        return from == 0 ? mulaw : Arrays.copyOfRange(mulaw, from, mulaw.length);
    }

    private static byte[] joined(byte[] a, byte[] b) {
        byte[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }
}

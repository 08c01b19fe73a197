package io.agentlocator.speech;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** One try of one voice at a sentence: shortens the silence in front, and leaves out what an earlier try has given. */
final class Take {

    /** Silence in front of the first sound that is left there: 40 ms. */
    private static final int LEAD = 320;

    private static final byte[] NOTHING = {};

    private final int skip;
    private final ByteArrayOutputStream all = new ByteArrayOutputStream();
    private byte[] lead = NOTHING;
    private boolean audible;

    /** @param skip bytes that were given already */
    Take(int skip) {
        this.skip = skip;
    }

    /** @return what is to be given on, perhaps nothing */
    byte[] sound(byte[] mulaw) {
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

    /** What is wrong with a take that has ended. */
    String fault() {
        return lead.length == 0 ? "no sound" : "nothing audible in the sound";
    }

    /** The sentence from its first audible sound on. */
    byte[] all() {
        return all.toByteArray();
    }

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

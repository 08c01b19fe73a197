package io.agentlocator.testbed.twilio.media;

import io.agentlocator.testbed.sound.Mulaw;
import io.agentlocator.testbed.sound.SoundTrack;
import io.agentlocator.testbed.twilio.report.HeardStretch;

/** Sound of known length: a file, a beep, a tone in place of words. */
public final class ClipSound implements AgentSound {
    private final byte[] mulaw;
    private final HeardStretch.Source source;
    private final Runnable whenHeard;
    private int rounds;
    private int at;
    private boolean over;

    /** @param rounds how many times it is played */
    public ClipSound(byte[] mulaw, int rounds, HeardStretch.Source source, Runnable whenHeard) {
        this.mulaw = mulaw;
        this.rounds = rounds;
        this.source = source;
        this.whenHeard = whenHeard;
    }

    @Override
    public byte[] frame() {
        byte[] frame = Mulaw.silence(SoundTrack.FRAME_BYTES);
        int taken = Math.min(frame.length, mulaw.length - at);
        System.arraycopy(mulaw, at, frame, 0, taken);
        at += taken;
        return frame;
    }

    @Override
    public void heardSoFar() {
        if (over || at < mulaw.length) return;
        if (--rounds > 0) {
            at = 0;
            return;
        }
        over = true;
        whenHeard.run();
    }

    @Override
    public HeardStretch.Source source() {
        return source;
    }
}

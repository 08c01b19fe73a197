package io.agentlocator.testbed.sound;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * The sound of one side of a call since dialling, in frames of 20 ms, with the energy of each. Safe for one writer and
 * many readers.
 */
public final class SoundTrack {
    public static final int FRAME_BYTES = 160;
    public static final Duration FRAME = Duration.ofMillis(20);

    private final double audibleRms;
    private byte[] sound = new byte[FRAME_BYTES * 50 * 30];
    private float[] energy = new float[50 * 30];
    private int frames;

    /** @param audibleRms the root mean square from which a frame counts as audible */
    public SoundTrack(double audibleRms) {
        this.audibleRms = audibleRms;
    }

    /** Adds one frame and says whether it is audible. */
    public synchronized boolean add(byte[] frame) {
        if (frame.length != FRAME_BYTES) throw new IllegalArgumentException("frame of " + frame.length + " bytes");
        if (frames == energy.length) {
            energy = Arrays.copyOf(energy, frames * 2);
            sound = Arrays.copyOf(sound, frames * 2 * FRAME_BYTES);
        }
        System.arraycopy(frame, 0, sound, frames * FRAME_BYTES, FRAME_BYTES);
        double rms = Mulaw.rms(frame, 0, FRAME_BYTES);
        energy[frames++] = (float) rms;
        return rms >= audibleRms;
    }

    /** Whether a frame is loud enough to be heard. */
    public boolean isAudible(byte[] frame) {
        return Mulaw.rms(frame, 0, frame.length) >= audibleRms;
    }

    public synchronized Duration length() {
        return FRAME.multipliedBy(frames);
    }

    /** The sound between two moments since dialling, cut to what has been heard so far. */
    public synchronized byte[] mulaw(Duration from, Duration to) {
        int first = Math.clamp(index(from), 0, frames);
        int last = Math.clamp(index(to), first, frames);
        return Arrays.copyOfRange(sound, first * FRAME_BYTES, last * FRAME_BYTES);
    }

    public byte[] mulaw() {
        return mulaw(Duration.ZERO, length());
    }

    /** Energy of the frame at a moment; 0 outside of the track. */
    public synchronized double rms(Duration at) {
        int frame = index(at);
        return frame >= 0 && frame < frames ? energy[frame] : 0;
    }

    /** Start of the first audible frame that begins at or after a moment. */
    public synchronized Optional<Duration> firstAudible(Duration from) {
        for (int i = Math.max(0, ceiling(from)); i < frames; i++) {
            if (energy[i] >= audibleRms) return Optional.of(FRAME.multipliedBy(i));
        }
        return Optional.empty();
    }

    /** End of the last audible frame that begins before a moment. */
    public synchronized Optional<Duration> lastAudible(Duration before) {
        for (int i = Math.min(frames, ceiling(before)) - 1; i >= 0; i--) {
            if (energy[i] >= audibleRms) return Optional.of(FRAME.multipliedBy(i + 1));
        }
        return Optional.empty();
    }

    /** How much of the stretch is audible. */
    public synchronized Duration audible(Duration from, Duration to) {
        int count = 0;
        for (int i = Math.max(0, ceiling(from)); i < Math.min(frames, ceiling(to)); i++) {
            if (energy[i] >= audibleRms) count++;
        }
        return FRAME.multipliedBy(count);
    }

    /** The longest stretch without an audible frame between two moments. */
    public synchronized Duration longestSilence(Duration from, Duration to) {
        int longest = 0;
        int running = 0;
        for (int i = Math.max(0, ceiling(from)); i < Math.min(frames, ceiling(to)); i++) {
            running = energy[i] >= audibleRms ? 0 : running + 1;
            longest = Math.max(longest, running);
        }
        return FRAME.multipliedBy(longest);
    }

    private static int index(Duration at) {
        return (int) Math.min(Integer.MAX_VALUE / FRAME_BYTES, at.toNanos() / FRAME.toNanos());
    }

    private static int ceiling(Duration at) {
        return (int) Math.min(Integer.MAX_VALUE / FRAME_BYTES, (at.toNanos() + FRAME.toNanos() - 1) / FRAME.toNanos());
    }
}

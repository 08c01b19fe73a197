package io.agentlocator.testbed.twilio.media;

import io.agentlocator.testbed.sound.SoundTrack;
import io.agentlocator.testbed.twilio.twiml.Verb;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Consumer;

/** Runs the Record verb: records the caller until silence, a key, the limit, or the end of the call. */
public final class VoicemailTaking implements CallerInput {
    /**
     * @param mulaw empty when the caller said nothing
     * @param digits the key that ended it, {@code hangup}, or empty
     */
    public record Taken(byte[] mulaw, String digits) {
        public boolean empty() {
            return mulaw.length == 0;
        }
    }

    private final Verb.Voicemail verb;
    private final Consumer<Taken> done;
    private final ByteArrayOutputStream sound = new ByteArrayOutputStream();
    private int frames;
    private int firstAudible = -1;
    private int lastAudible = -1;
    private boolean over;

    public VoicemailTaking(Verb.Voicemail verb, Consumer<Taken> done) {
        this.verb = verb;
        this.done = done;
    }

    @Override
    public void frame(byte[] mulaw, boolean audible) {
        if (over) return;
        sound.writeBytes(mulaw);
        if (audible) {
            if (firstAudible < 0) firstAudible = frames;
            lastAudible = frames;
        }
        frames++;
        Duration silent = SoundTrack.FRAME.multipliedBy(frames - 1 - lastAudible);
        boolean tired = verb.silence().isPositive() && silent.compareTo(verb.silence()) >= 0;
        boolean full = SoundTrack.FRAME.multipliedBy(frames).compareTo(verb.maxLength()) >= 0;
        if (tired || full) end("");
    }

    @Override
    public void digit(char digit) {
        if (!over && verb.finishOnKey().indexOf(digit) >= 0) end(String.valueOf(digit));
    }

    public void hungUp() {
        if (!over) end("hangup");
    }

    private void end(String digits) {
        over = true;
        done.accept(new Taken(firstAudible < 0 ? new byte[0] : trimmed(), digits));
    }

    private byte[] trimmed() {
        byte[] all = sound.toByteArray();
        if (!verb.trim()) return all;
        return Arrays.copyOfRange(
                all, firstAudible * SoundTrack.FRAME_BYTES, (lastAudible + 1) * SoundTrack.FRAME_BYTES);
    }
}

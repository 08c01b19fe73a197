package io.agentlocator.testbed.sound;

import java.util.Locale;

/**
 * A sound file that Twilio fetches for Play, decoded.
 *
 * @param mulaw its sound at 8 kHz
 */
public record DecodedClip(byte[] mulaw) {

    /**
     * Recognises the format by content, then by content type.
     *
     * @throws IllegalArgumentException when the bytes hold no sound
     */
    public static DecodedClip of(byte[] file, String contentType) {
        String type = contentType.toLowerCase(Locale.ROOT);
        if (Wav.is(file)) return new DecodedClip(Wav.toMulaw(file));
        if (type.startsWith("audio/ulaw") || type.startsWith("audio/basic")) return new DecodedClip(file.clone());
        if (Mp3.length(file).isEmpty()) throw new IllegalArgumentException("no sound in a file of type " + contentType);
        return new DecodedClip(Mp3.toMulaw(file));
    }
}

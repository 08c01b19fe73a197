package io.agentlocator.media.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Recorded phrases for when Kafka fails: resources of this package, headerless G.711 μ-law. */
final class FallbackPhrases {

    private FallbackPhrases() {}

    /** "One moment please." */
    static byte[] hold() {
        return read("hold.ulaw");
    }

    /** "We have a technical fault; you are taken to leave a message." */
    static byte[] apology() {
        return read("apology.ulaw");
    }

    private static byte[] read(String name) {
        try (InputStream sound = FallbackPhrases.class.getResourceAsStream(name)) {
            if (sound == null) {
                throw new IllegalStateException("missing from the build: " + name);
            }
            return sound.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

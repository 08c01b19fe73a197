package io.agentlocator.media;

import java.io.InputStream;

/** A spoken Hebrew sentence of 3.3 s, G.711 μ-law. */
public final class SpokenSound {

    private SpokenSound() {}

    public static InputStream open() {
        return SpokenSound.class.getResourceAsStream("caller.ulaw");
    }
}

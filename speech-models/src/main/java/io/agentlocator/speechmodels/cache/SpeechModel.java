package io.agentlocator.speechmodels.cache;

import java.util.Optional;

/** The available models. */
public enum SpeechModel {
    /** Fast and inaccurate; for tests. */
    WHISPER_TINY("whisper-tiny"),
    /** The default recogniser. */
    WHISPER_BASE("whisper-base"),
    /** Half the errors of base in three times its time; for four cores and more. */
    WHISPER_SMALL("whisper-small"),
    /** The voice, with eight-bit weights. */
    KOKORO("kokoro"),
    /** Voice activity. */
    SILERO("silero");

    private final String id;

    SpeechModel(String id) {
        this.id = id;
    }

    /** The name on command lines, in settings and in the cache. */
    public String id() {
        return id;
    }

    /** The model with this name. */
    public static Optional<SpeechModel> byId(String id) {
        for (SpeechModel model : values()) {
            if (model.id.equals(id)) {
                return Optional.of(model);
            }
        }
        return Optional.empty();
    }
}

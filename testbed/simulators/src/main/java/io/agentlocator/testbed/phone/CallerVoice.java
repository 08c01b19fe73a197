package io.agentlocator.testbed.phone;

/** Synthesises the caller's words. Called on the caller's own thread and may block. */
@FunctionalInterface
public interface CallerVoice {
    /** @return μ-law at 8 kHz, without a container */
    byte[] mulaw(String text);

    /** For scenarios that only play clips. */
    static CallerVoice none() {
        return text -> {
            throw new IllegalStateException(
                    "this caller has no voice, and should say " + text.length() + " characters");
        };
    }
}

package io.agentlocator.testbed.phone;

import java.nio.file.Path;
import java.time.Duration;

/** What a caller does next. */
public sealed interface Line {
    record Says(String text) implements Line {}

    /** @param clip a WAV, MP3 or raw μ-law ({@code .ulaw}) file */
    record Clip(Path clip) implements Line {}

    /** @param mulaw at 8 kHz
     *  @param what for the timeline */
    record Sound(String what, byte[] mulaw) implements Line {}

    record Digits(String digits) implements Line {}

    record Silence(Duration length) implements Line {}

    record HangsUp() implements Line {}
}

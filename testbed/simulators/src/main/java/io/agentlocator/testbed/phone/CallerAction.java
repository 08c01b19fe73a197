package io.agentlocator.testbed.phone;

import java.nio.file.Path;
import java.time.Duration;

/** What a caller does next. */
public sealed interface CallerAction {
    record Says(String text) implements CallerAction {}

    /** @param clip a WAV, MP3 or raw μ-law ({@code .ulaw}) file */
    record Clip(Path clip) implements CallerAction {}

    /** @param mulaw at 8 kHz
     *  @param what for the timeline */
    record Sound(String what, byte[] mulaw) implements CallerAction {}

    record Digits(String digits) implements CallerAction {}

    record Silence(Duration length) implements CallerAction {}

    record HangsUp() implements CallerAction {}
}

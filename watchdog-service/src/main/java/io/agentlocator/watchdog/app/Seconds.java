package io.agentlocator.watchdog.app;

import java.math.BigDecimal;
import java.time.Duration;

/** A duration as written in an environment variable: {@code 6}, {@code 0.5}, {@code 6s}. */
public record Seconds(Duration value) {

    /** The configuration finds this converter by its name. */
    public static Seconds of(String text) {
        String number = text.strip();
        if (number.endsWith("s")) {
            number = number.substring(0, number.length() - 1).strip();
        }
        try {
            return new Seconds(
                    Duration.ofMillis(new BigDecimal(number).movePointRight(3).longValueExact()));
        } catch (ArithmeticException | NumberFormatException e) {
            throw new IllegalArgumentException("not a number of seconds: " + text, e);
        }
    }
}

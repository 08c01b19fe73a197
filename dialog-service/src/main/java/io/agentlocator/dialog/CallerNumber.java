package io.agentlocator.dialog;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The number that a call comes from, where it can be called back. */
final class CallerNumber {

    /** What Twilio puts for hidden numbers: "anonymous", "restricted", "unavailable" spelt on a keypad. */
    private static final Set<String> HIDDEN =
            Set.of("+266696687", "+7378742833", "+86282452253", "+2562533", "+8656696", "+464");

    private CallerNumber() {}

    static @Nullable String of(@Nullable String from) {
        return from != null && from.matches("\\+[1-9]\\d{7,14}") && !HIDDEN.contains(from) ? from : null;
    }
}

package io.agentlocator.dialog;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells a number that can be called back from a hidden one. */
final class CallerNumber {

    /** Twilio's values for hidden numbers: "anonymous", "restricted", "unavailable" and so on spelt on a keypad. */
    private static final Set<String> HIDDEN =
            Set.of("+266696687", "+7378742833", "+86282452253", "+2562533", "+8656696", "+464");

    private CallerNumber() {}

    /** @return E.164; null where the caller cannot be called back */
    static @Nullable String of(@Nullable String from) {
        return from != null && from.matches("\\+[1-9]\\d{7,14}") && !HIDDEN.contains(from) ? from : null;
    }
}

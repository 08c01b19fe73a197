package io.agentlocator.events;

import org.jspecify.annotations.Nullable;

/** Personal data in the form that logs may show. */
public final class Masked {

    private Masked() {}

    /** {@code +972501234567} becomes {@code +9*********67}; shorter numbers are masked completely. */
    public static String phone(@Nullable String phone) {
        if (phone == null) {
            return "-";
        }
        int length = phone.length();
        if (length < 7) {
            return "*".repeat(length);
        }
        return phone.substring(0, 2) + "*".repeat(length - 4) + phone.substring(length - 2);
    }
}

package io.agentlocator.testbed.twilio;

import java.util.UUID;

/** Twilio's identifiers: two letters and 32 hexadecimal digits. */
final class Sids {
    private Sids() {}

    static String of(String prefix) {
        return prefix + UUID.randomUUID().toString().replace("-", "");
    }
}

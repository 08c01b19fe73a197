package io.agentlocator.crm;

import java.util.Optional;

/** Reads telephone numbers in any notation. Safe for all threads. */
public interface PhoneNumberNormalizer {

    /** The number in E.164; empty for what is no number, e.g. {@code anonymous}, {@code client:…} or {@code sip:…}. */
    Optional<String> e164(String written);
}

package io.agentlocator.crm;

import java.util.Optional;

/** Telephone numbers, however they are written. Safe for use by many threads. */
public interface PhoneNumbers {

    /** The number in E.164; empty for what is none, e.g. {@code anonymous}, {@code client:…} or {@code sip:…}. */
    Optional<String> e164(String written);
}

package io.agentlocator.dialog.hebrew;

import java.util.Optional;

/** Parses telephone numbers. */
public interface PhoneNumberParser {

    /**
     * @param digits as dialled in Israel or with a country code, with or without + and dashes
     * @return E.164; empty where it is no number that can be called
     */
    Optional<String> e164(String digits);
}

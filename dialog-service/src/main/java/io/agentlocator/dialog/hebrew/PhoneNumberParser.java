package io.agentlocator.dialog.hebrew;

import java.util.Optional;

/** Knows which digits make a telephone number. */
public interface PhoneNumberParser {

    /** @param digits as dialled in Israel or with a country code, perhaps with + and dashes */
    Optional<String> e164(String digits);
}

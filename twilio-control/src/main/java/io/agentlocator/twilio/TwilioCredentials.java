package io.agentlocator.twilio;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The account and its primary auth token, which also keys the signatures. */
public record TwilioCredentials(String accountSid, String authToken) {

    /** Empty unless both are set and not blank. */
    public static Optional<TwilioCredentials> of(@Nullable String accountSid, @Nullable String authToken) {
        if (accountSid == null || authToken == null || accountSid.isBlank() || authToken.isBlank()) {
            return Optional.empty();
        }
        return Optional.of(new TwilioCredentials(accountSid.strip(), authToken.strip()));
    }

    @Override
    public String toString() {
        return "TwilioCredentials[accountSid=" + accountSid + ", authToken=***]";
    }
}

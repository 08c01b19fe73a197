package io.agentlocator.crm.rest;

import io.agentlocator.crm.PhoneNumberNormalizer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of requests; refuses invalid ones with status 400. */
@ApplicationScoped
public class RequestParameters {

    private static final Pattern CALL_SID = Pattern.compile("[A-Za-z0-9_-]{2,64}");
    private static final int MOST = 500;

    private final PhoneNumberNormalizer numbers;

    @Inject
    public RequestParameters(PhoneNumberNormalizer numbers) {
        this.numbers = numbers;
    }

    int limit(String text) {
        try {
            int limit = Integer.parseInt(text.strip());
            if (limit >= 1 && limit <= MOST) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // Refused below.
        }
        throw new RequestRefused(400, "limit must be a whole number from 1 to " + MOST);
    }

    Optional<String> phone(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        // A plus sign that was not escaped in a URL arrives as a space.
        String written = text.startsWith(" ") ? "+" + text.strip() : text;
        return Optional.of(numbers.e164(written)
                .orElseThrow(() -> new RequestRefused(400, "phone must be a telephone number, e.g. 050-123-4567")));
    }

    String callSid(String text) {
        if (!CALL_SID.matcher(text).matches()) {
            throw new RequestRefused(400, "that is no call sid");
        }
        return text;
    }

    UUID leadId(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new RequestRefused(400, "a lead's id is a UUID");
        }
    }
}

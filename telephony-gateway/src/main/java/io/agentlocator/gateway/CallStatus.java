package io.agentlocator.gateway;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The status of a call, in Twilio's words. An unknown status is kept as it was written. */
public record CallStatus(String text) {

    private static final Set<String> TERMINAL = Set.of("completed", "busy", "no-answer", "failed", "canceled");

    /** @param text null where the webhook has none; such a call counts as live */
    public static CallStatus of(@Nullable String text) {
        return new CallStatus(text == null ? "" : text.strip().toLowerCase(Locale.ROOT));
    }

    public boolean terminal() {
        return TERMINAL.contains(text);
    }

    public boolean inProgress() {
        return text.equals("in-progress");
    }
}

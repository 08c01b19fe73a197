package io.agentlocator.media.twilio;

import io.agentlocator.twilio.PublicUrl;
import io.agentlocator.twilio.TwilioSignature;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks Twilio's signature of the upgrade, for the log only. A wrong signature refuses nothing: a proxy or a setting that
 * changes the URL must not cost calls, and the token in {@code start} proves more.
 */
public final class UpgradeSignature {

    private final Optional<TwilioSignature> signature;
    private final Optional<PublicUrl> publicUrl;

    public UpgradeSignature(Optional<TwilioSignature> signature, Optional<PublicUrl> publicUrl) {
        this.signature = signature;
        this.publicUrl = publicUrl;
    }

    /** For the log: absent, valid, invalid, or unchecked where no secret or address is set. */
    String verdict(@Nullable String header) {
        if (header == null || header.isEmpty()) {
            return "absent";
        }
        if (signature.isEmpty() || publicUrl.isEmpty()) {
            return "unchecked";
        }
        return signature.get().verifyUpgrade(publicUrl.get().stream(), header) ? "valid" : "invalid";
    }
}

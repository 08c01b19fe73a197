package io.agentlocator.gateway.app;

import io.agentlocator.shell.operations.OperatorProof;
import io.agentlocator.twilio.PublicUrl;
import io.agentlocator.twilio.TwilioSignature;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Accepts requests that an operator signed as Twilio does: with the account's auth token, over the public URL. */
@Singleton
public class OperatorSignature implements OperatorProof {

    private final Optional<TwilioSignature> signature;
    private final PublicAddress address;

    @Inject
    public OperatorSignature(GatewayConfig config, PublicAddress address) {
        this.signature = config.signature();
        this.address = address;
    }

    @Override
    public boolean proves(String pathAndQuery, @Nullable String given) {
        Optional<PublicUrl> base = address.url();
        return signature.isPresent()
                && base.isPresent()
                && signature.get().verify(base.get().base() + pathAndQuery, Map.of(), given);
    }
}

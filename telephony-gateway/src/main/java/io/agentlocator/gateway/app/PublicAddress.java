package io.agentlocator.gateway.app;

import io.agentlocator.twilio.PublicUrl;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** {@code PUBLIC_BASE_URL}. An invalid one is logged, and then treated as missing. */
@Singleton
public class PublicAddress {

    private static final Logger LOG = Logger.getLogger(PublicAddress.class);

    private final Optional<PublicUrl> url;
    private final @Nullable String problem;

    @Inject
    PublicAddress(GatewayConfig config) {
        Optional<PublicUrl> read = Optional.empty();
        String wrong = null;
        try {
            read = PublicUrl.parseOptional(config.publicBaseUrl().orElse(null));
            wrong = read.isEmpty() ? "PUBLIC_BASE_URL is not set" : null;
        } catch (IllegalArgumentException e) {
            wrong = "PUBLIC_BASE_URL is " + e.getMessage();
        }
        this.url = read;
        this.problem = wrong;
        if (wrong != null) {
            LOG.errorf("%s: the address of each request is used instead", wrong);
        } else {
            LOG.infof("public address base=%s", read.map(PublicUrl::base).orElse(""));
        }
    }

    Optional<PublicUrl> url() {
        return url;
    }

    Optional<String> problem() {
        return Optional.ofNullable(problem);
    }
}

package io.agentlocator.gateway.twilio;

import io.agentlocator.twilio.PublicUrl;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request as it arrived.
 *
 * @param rawUri path and query, undecoded, as the signature covers them
 * @param scheme of the connection to this server
 * @param headers the value of a header by its name, null where it is absent; several values joined by commas
 */
record WebhookRequest(String rawUri, String scheme, Headers headers, byte[] body) {

    interface Headers {
        @Nullable
        String value(String name);
    }

    @Nullable
    String header(String name) {
        return headers.value(name);
    }

    /**
     * The address that this request was sent to, as the one proxy in front of us tells it: of several values only the
     * last was written by that proxy.
     */
    Optional<PublicUrl> address() {
        String proto = last(header("X-Forwarded-Proto"));
        String forwardedHost = last(header("X-Forwarded-Host"));
        String host = forwardedHost == null ? header("Host") : forwardedHost;
        if (host == null) {
            return Optional.empty();
        }
        boolean plain =
                (proto == null ? scheme : proto).toLowerCase(Locale.ROOT).equals("http");
        try {
            return Optional.of(PublicUrl.parse((plain ? "http://" : "https://") + host));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static @Nullable String last(@Nullable String values) {
        if (values == null) {
            return null;
        }
        String value = values.substring(values.lastIndexOf(',') + 1).strip();
        return value.isEmpty() ? null : value;
    }
}

package io.agentlocator.gateway.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.agentlocator.twilio.PublicUrl;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request as it arrived.
 *
 * @param get whether it is a GET, whose parameters stand in the query
 * @param rawUri path and query, undecoded, as the signature covers them
 * @param scheme of the connection to this server
 * @param headers the value of a header by its name, null where it is absent; several values joined by commas
 */
record WebhookRequest(boolean get, String rawUri, String scheme, Headers headers, byte[] body) {

    interface Headers {
        @Nullable
        String value(String name);
    }

    @Nullable
    String header(String name) {
        return headers.value(name);
    }

    /** The parameters; empty where there are more than any webhook has. */
    Optional<Form> form() {
        return get ? Form.parse(query()) : Form.parse(body);
    }

    /** The value of a parameter of the URL itself; null where it has none. */
    @Nullable
    String queryParameter(String name) {
        return Form.parse(query()).map(form -> form.get(name)).orElse(null);
    }

    private byte[] query() {
        int mark = rawUri.indexOf('?');
        return mark < 0 ? new byte[0] : rawUri.substring(mark + 1).getBytes(UTF_8);
    }

    /**
     * The address that this request was sent to, as the one proxy in front of us reports it: of several values only the last
     * was written by that proxy.
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

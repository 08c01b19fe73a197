package io.agentlocator.twilio;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The address under which Twilio reaches this deployment ({@code PUBLIC_BASE_URL}). Every URL in a TwiML document and
 * every signed URL starts here.
 *
 * @param scheme {@code https}, or {@code http} where the address says so
 * @param host host with its port where one is given, without scheme and slashes
 */
public record PublicUrl(String scheme, String host) {

    public static final String STREAM_PATH = "/ws/twilio-media";

    /**
     * Accepts the address with or without scheme, with any number of trailing slashes and surrounding blanks; without a
     * scheme it is {@code https}.
     *
     * @throws IllegalArgumentException with a sentence for the operator where the text is no such address
     */
    public static PublicUrl parse(String text) {
        String trimmed = text.strip();
        String lower = trimmed.toLowerCase(Locale.ROOT);
        String scheme = "https";
        String rest = trimmed;
        int schemeEnd = lower.indexOf("://");
        if (schemeEnd >= 0) {
            scheme = switch (lower.substring(0, schemeEnd)) {
                case "https", "wss" -> "https";
                case "http", "ws" -> "http";
                default -> throw refused(text, "its scheme is neither https nor http");
            };
            rest = trimmed.substring(schemeEnd + 3);
        }
        rest = rest.replaceFirst("/+$", "").replaceFirst("^/+", "");
        if (rest.indexOf('/') >= 0 || rest.indexOf('?') >= 0 || rest.indexOf('#') >= 0) {
            throw refused(text, "it has more than a host: give it without a path");
        }
        try {
            URI uri = new URI(scheme + "://" + rest).parseServerAuthority();
            if (uri.getHost() == null || uri.getUserInfo() != null) {
                throw refused(text, "it names no host, or a user");
            }
        } catch (URISyntaxException e) {
            throw refused(text, "its host cannot be read");
        }
        return new PublicUrl(scheme, rest.toLowerCase(Locale.ROOT));
    }

    /** Empty where nothing is set. @throws IllegalArgumentException as {@link #parse} */
    public static Optional<PublicUrl> parseOptional(@Nullable String text) {
        return text == null || text.isBlank() ? Optional.empty() : Optional.of(parse(text));
    }

    /** {@code https://host}, without a trailing slash. */
    public String base() {
        return scheme + "://" + host;
    }

    /** The absolute URL of a path of ours, with exactly one slash between host and path. */
    public String of(String path) {
        return base() + "/" + path.replaceFirst("^/+", "");
    }

    /**
     * Where Twilio opens the media stream. Twilio speaks {@code wss} only; {@code ws} is named solely for a plain
     * {@code http} address of this very machine, where a simulator stands in for Twilio.
     */
    public String stream() {
        return (scheme.equals("http") && isLoopback() ? "ws" : "wss") + "://" + host + STREAM_PATH;
    }

    private boolean isLoopback() {
        return host.matches("(localhost|127\\.\\d+\\.\\d+\\.\\d+|\\[::1])(:\\d+)?");
    }

    private static IllegalArgumentException refused(String text, String why) {
        return new IllegalArgumentException("not a public address: \"" + text + "\": " + why);
    }
}

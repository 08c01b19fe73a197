package io.agentlocator.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The proof that a media stream belongs to a call. The answer to Twilio's signed webhook mints it, Twilio carries it as a
 * {@code <Parameter>}, and media-ingest checks it when the stream starts. It holds the call sid, its expiry and a nonce,
 * is authenticated by HMAC-SHA256 and is shorter than 400 characters. Whoever checks it ensures by the nonce that it is
 * used once.
 */
public final class StreamToken {

    /** How long a token is valid after the greeting, which Twilio plays before it opens the stream. */
    public static final Duration AFTER_GREETING = Duration.ofSeconds(60);

    private static final String PREFIX = "1";
    private static final int NONCE_BYTES = 12;
    private static final int LONGEST = 400;
    private static final int LONGEST_CALL_SID = 64;
    private static final Base64.Encoder TO_TEXT = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder FROM_TEXT = Base64.getUrlDecoder();

    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    private StreamToken(byte[] key) {
        this.key = new SecretKeySpec(key, "HmacSHA256");
    }

    /**
     * @param secret {@code STREAM_TOKEN_SECRET}, which is preferred
     * @param authToken {@code TWILIO_AUTH_TOKEN}, from which a key is derived otherwise
     * @return empty if neither is set
     */
    public static Optional<StreamToken> keyed(@Nullable String secret, @Nullable String authToken) {
        String from = secret != null && !secret.isBlank() ? secret : authToken;
        if (from == null || from.isBlank()) {
            return Optional.empty();
        }
        var root = new SecretKeySpec(from.strip().getBytes(UTF_8), "HmacSHA256");
        return Optional.of(new StreamToken(mac(root, "io.agentlocator stream token, version 1")));
    }

    /** @param ttl counted from {@code now}; greeting length + {@link #AFTER_GREETING} */
    public String mint(String callSid, Instant now, Duration ttl) {
        if (callSid.isEmpty() || callSid.length() > LONGEST_CALL_SID || callSid.indexOf('|') >= 0) {
            throw new IllegalArgumentException("not a call sid");
        }
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        String claims =
                PREFIX + "|" + callSid + "|" + now.plus(ttl).toEpochMilli() + "|" + TO_TEXT.encodeToString(nonce);
        String body = TO_TEXT.encodeToString(claims.getBytes(UTF_8));
        return body + "." + TO_TEXT.encodeToString(mac(key, body));
    }

    /**
     * Never throws, for any token.
     *
     * @param callSid Twilio's {@code start.callSid}
     */
    public Verdict verify(@Nullable String token, String callSid, Instant now) {
        if (token == null || token.isEmpty()) {
            return new Refused(Reason.MISSING);
        }
        int dot = token.indexOf('.');
        if (token.length() > LONGEST || dot < 0) {
            return new Refused(Reason.MALFORMED);
        }
        String body = token.substring(0, dot);
        byte[] given = decoded(token.substring(dot + 1));
        if (given == null) {
            return new Refused(Reason.MALFORMED);
        }
        if (!MessageDigest.isEqual(mac(key, body), given)) {
            return new Refused(Reason.FORGED);
        }
        byte[] claims = decoded(body);
        String[] parts = claims == null ? new String[0] : new String(claims, UTF_8).split("\\|", -1);
        if (parts.length != 4 || !parts[0].equals(PREFIX) || !parts[2].matches("\\d{1,15}")) {
            return new Refused(Reason.MALFORMED);
        }
        if (!parts[1].equals(callSid)) {
            return new Refused(Reason.OTHER_CALL);
        }
        Instant expires = Instant.ofEpochMilli(Long.parseLong(parts[2]));
        return now.isBefore(expires) ? new Genuine(callSid, parts[3], expires) : new Refused(Reason.EXPIRED);
    }

    public sealed interface Verdict {}

    /** @param nonce unique to this token; one stream may use it */
    public record Genuine(String callSid, String nonce, Instant expires) implements Verdict {}

    public record Refused(Reason reason) implements Verdict {}

    public enum Reason {
        MISSING,
        MALFORMED,
        /** Made with another key, or altered. */
        FORGED,
        /** Genuine, but minted for another call. */
        OTHER_CALL,
        EXPIRED
    }

    private static byte @Nullable [] decoded(String text) {
        try {
            return FROM_TEXT.decode(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static byte[] mac(SecretKeySpec key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is part of every JDK", e);
        }
    }
}

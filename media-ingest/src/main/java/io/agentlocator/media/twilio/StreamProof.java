package io.agentlocator.media.twilio;

import io.agentlocator.twilio.StreamToken;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Checks that a stream belongs to the call it names: by the token, which one stream may show once. Thread-safe.
 *
 * <p>Once in this process: another one would have to be asked, or its reports waited for, before a caller is heard. What
 * is left to whoever has stolen a token is the stream of one call, for the minute until the token expires, at another
 * process than the one that has the call.
 */
public final class StreamProof {

    /** Beyond so many remembered nonces those that have expired are forgotten at once instead of now and then. */
    private static final int MANY = 1024;

    private final Optional<StreamToken> tokens;
    private final Clock clock;
    private final Map<String, Instant> shown = new ConcurrentHashMap<>();

    /** @param tokens empty where no secret is set: then no stream is believed */
    public StreamProof(Optional<StreamToken> tokens, Clock clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    /** Why the stream is refused; empty where it has proved its call. */
    Optional<String> refusal(String callSid, @Nullable String token) {
        if (tokens.isEmpty()) {
            return Optional.of("NO_SECRET");
        }
        Instant now = clock.instant();
        return switch (tokens.get().verify(token, callSid, now)) {
            case StreamToken.Refused refused -> Optional.of(refused.reason().name());
            case StreamToken.Genuine genuine -> {
                if (shown.size() > MANY) {
                    shown.values().removeIf(expires -> expires.isBefore(now));
                }
                yield shown.putIfAbsent(genuine.nonce(), genuine.expires()) == null
                        ? Optional.empty()
                        : Optional.of("USED_BEFORE");
            }
        };
    }

    /** What a stream of a call of this process's own shows; empty where no secret is set. */
    public Optional<String> ofOwnCall(String callSid) {
        return tokens.map(secret -> secret.mint(callSid, clock.instant(), StreamToken.AFTER_GREETING));
    }

    /** Whether there is a secret to check with. */
    public boolean possible() {
        return tokens.isPresent();
    }
}

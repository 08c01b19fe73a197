package io.agentlocator.media.twilio;

import io.agentlocator.twilio.StreamToken;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Checks that a stream belongs to the call it names, by a token that can be used once. Thread-safe.
 *
 * <p>Uses are remembered in this process only: asking other processes would delay every caller. A stolen token can
 * therefore open one stream of one call at another process, within the minute until it expires.
 */
public final class StreamProof {

    /** With more nonces than this, expired ones are removed at each check. */
    private static final int MANY = 1024;

    private final Optional<StreamToken> tokens;
    private final Clock clock;
    private final Map<String, Instant> used = new ConcurrentHashMap<>();

    /** @param tokens empty where no secret is set: then every stream is refused */
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
                if (used.size() > MANY) {
                    used.values().removeIf(expires -> expires.isBefore(now));
                }
                yield used.putIfAbsent(genuine.nonce(), genuine.expires()) == null
                        ? Optional.empty()
                        : Optional.of("USED_BEFORE");
            }
        };
    }

    /** A token for a call that this process makes to itself; empty where no secret is set. */
    public Optional<String> ofOwnCall(String callSid) {
        return tokens.map(secret -> secret.mint(callSid, clock.instant(), StreamToken.AFTER_GREETING));
    }

    /** Whether there is a secret to check with. */
    public boolean possible() {
        return tokens.isPresent();
    }
}

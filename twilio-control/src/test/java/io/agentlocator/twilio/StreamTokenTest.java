package io.agentlocator.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentlocator.twilio.StreamToken.Genuine;
import io.agentlocator.twilio.StreamToken.Reason;
import io.agentlocator.twilio.StreamToken.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StreamTokenTest {

    private static final String CALL = "CA0123456789abcdef0123456789abcdef";
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Duration TTL = Duration.ofSeconds(66);
    private static final StreamToken TOKENS = StreamToken.keyed(null, "auth").orElseThrow();

    @Test
    void provesItsCallUntilItEnds() {
        String token = TOKENS.mint(CALL, NOW, TTL);
        assertThat(TOKENS.verify(token, CALL, NOW.plus(TTL).minusMillis(1)))
                .isInstanceOfSatisfying(Genuine.class, genuine -> {
                    assertThat(genuine.callSid()).isEqualTo(CALL);
                    assertThat(genuine.expires()).isEqualTo(NOW.plus(TTL));
                    assertThat(genuine.nonce()).isNotBlank();
                });
        assertThat(TOKENS.verify(token, CALL, NOW.plus(TTL))).isEqualTo(new Refused(Reason.EXPIRED));
        assertThat(TOKENS.verify(token, "CAother", NOW)).isEqualTo(new Refused(Reason.OTHER_CALL));
        assertThat(token).hasSizeLessThanOrEqualTo(400).matches("[A-Za-z0-9_.-]+");
    }

    @Test
    void noTwoTokensShareANonce() {
        Genuine first = (Genuine) TOKENS.verify(TOKENS.mint(CALL, NOW, TTL), CALL, NOW);
        Genuine second = (Genuine) TOKENS.verify(TOKENS.mint(CALL, NOW, TTL), CALL, NOW);
        assertThat(first.nonce()).isNotEqualTo(second.nonce());
    }

    @Test
    void refusesWhatItDidNotMint() {
        String token = TOKENS.mint(CALL, NOW, TTL);
        assertThat(StreamToken.keyed(null, "other").orElseThrow().verify(token, CALL, NOW))
                .isEqualTo(new Refused(Reason.FORGED));
        assertThat(TOKENS.verify(null, CALL, NOW)).isEqualTo(new Refused(Reason.MISSING));
        assertThat(TOKENS.verify("", CALL, NOW)).isEqualTo(new Refused(Reason.MISSING));
        assertThat(TOKENS.verify("preview", CALL, NOW)).isEqualTo(new Refused(Reason.MALFORMED));
        assertThat(TOKENS.verify("a.!", CALL, NOW)).isEqualTo(new Refused(Reason.MALFORMED));
        assertThat(TOKENS.verify(token + "A".repeat(400), CALL, NOW)).isEqualTo(new Refused(Reason.MALFORMED));
    }

    @Test
    void noSingleChangedLetterPasses() {
        String token = TOKENS.mint(CALL, NOW, TTL);
        var random = new Random(11);
        for (int at = 0; at < token.length() - 1; at++) {
            char other = (char) ('A' + random.nextInt(26));
            if (token.charAt(at) == other) {
                continue;
            }
            String changed = token.substring(0, at) + other + token.substring(at + 1);
            assertThat(TOKENS.verify(changed, CALL, NOW)).as("letter %d", at).isInstanceOf(Refused.class);
        }
    }

    @Test
    void theSecretWinsOverTheAuthToken() {
        String token = StreamToken.keyed("secret", "auth").orElseThrow().mint(CALL, NOW, TTL);
        assertThat(StreamToken.keyed("secret", "rotated").orElseThrow().verify(token, CALL, NOW))
                .isInstanceOf(Genuine.class);
        assertThat(TOKENS.verify(token, CALL, NOW)).isEqualTo(new Refused(Reason.FORGED));
        assertThat(StreamToken.keyed(" ", null)).isEmpty();
        assertThat(StreamToken.keyed(null, "")).isEmpty();
    }

    @Test
    void aCallSidCannotSmuggleClaims() {
        assertThatThrownBy(() -> TOKENS.mint("CA1|9999999999999", NOW, TTL))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TOKENS.mint("", NOW, TTL)).isInstanceOf(IllegalArgumentException.class);
    }
}

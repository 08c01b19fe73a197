package io.agentlocator.media.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentlocator.twilio.PublicUrl;
import io.agentlocator.twilio.StreamToken;
import io.agentlocator.twilio.TwilioSignature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StreamProofTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private final StreamToken tokens = StreamToken.keyed(null, "12345").orElseThrow();
    private final StreamProof proof = new StreamProof(Optional.of(tokens), Clock.fixed(NOW, ZoneOffset.UTC));

    private String token(String callSid) {
        return tokens.mint(callSid, NOW, Duration.ofSeconds(60));
    }

    @Test
    void aTokenProvesItsCallOnce() {
        String token = token("CA1");
        assertThat(proof.refusal("CA1", token)).isEmpty();
        assertThat(proof.refusal("CA1", token)).contains("USED_BEFORE");
        assertThat(proof.refusal("CA1", token("CA1"))).isEmpty();
    }

    @Test
    void anythingElseIsRefused() {
        assertThat(proof.refusal("CA1", null)).contains("MISSING");
        assertThat(proof.refusal("CA1", "no.token")).contains("MALFORMED");
        assertThat(proof.refusal("CA2", token("CA1"))).contains("OTHER_CALL");
        String old = tokens.mint("CA1", NOW.minusSeconds(120), Duration.ofSeconds(60));
        assertThat(proof.refusal("CA1", old)).contains("EXPIRED");
        String foreign = StreamToken.keyed(null, "other").orElseThrow().mint("CA1", NOW, Duration.ofSeconds(60));
        assertThat(proof.refusal("CA1", foreign)).contains("FORGED");
    }

    @Test
    void aTokenShownForAnotherCallIsNotSpent() {
        String token = token("CA1");
        assertThat(proof.refusal("CA2", token)).contains("OTHER_CALL");
        assertThat(proof.refusal("CA1", token)).isEmpty();
    }

    @Test
    void withoutASecretNobodyIsBelieved() {
        var nothing = new StreamProof(Optional.empty(), Clock.systemUTC());
        assertThat(nothing.refusal("CA1", token("CA1"))).contains("NO_SECRET");
        assertThat(nothing.possible()).isFalse();
    }

    @Test
    void theUpgradesSignatureIsReported() {
        var secret = new TwilioSignature("12345");
        var url = PublicUrl.parse("https://voice.example.com");
        var signature = new UpgradeSignature(Optional.of(secret), Optional.of(url));
        assertThat(signature.verdict(null)).isEqualTo("absent");
        assertThat(signature.verdict("AAAA")).isEqualTo("invalid");
        assertThat(signature.verdict(secret.sign("wss://voice.example.com/ws/twilio-media/", Map.of())))
                .isEqualTo("valid");
        assertThat(new UpgradeSignature(Optional.empty(), Optional.of(url)).verdict("AAAA"))
                .isEqualTo("unchecked");
    }
}

package io.agentlocator.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConversationIdTest {

    @Test
    void isTheSameInBothDirectionsAndNotations() {
        String id = ConversationId.id("whatsapp:+972525381648", "whatsapp:+97237000000");
        assertThat(id).matches("WA[0-9a-f]{20}");
        assertThat(ConversationId.id("+97237000000", " WhatsApp:+972525381648 "))
                .isEqualTo(id);
        assertThat(ConversationId.id("+97237000001", "+972525381648")).isNotEqualTo(id);
        // The id never changes: others have stored data under it.
        assertThat(id).isEqualTo(ConversationId.id("+972525381648", "+97237000000"));
    }
}

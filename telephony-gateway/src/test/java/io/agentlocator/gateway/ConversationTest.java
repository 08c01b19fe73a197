package io.agentlocator.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConversationTest {

    @Test
    void isTheSameWhoeverWritesAndHoweverItIsWritten() {
        String id = Conversation.id("whatsapp:+972525381648", "whatsapp:+97237000000");
        assertThat(id).matches("WA[0-9a-f]{20}");
        assertThat(Conversation.id("+97237000000", " WhatsApp:+972525381648 ")).isEqualTo(id);
        assertThat(Conversation.id("+97237000001", "+972525381648")).isNotEqualTo(id);
        // A name for good: what others have stored under it must stay found.
        assertThat(id).isEqualTo(Conversation.id("+972525381648", "+97237000000"));
    }
}

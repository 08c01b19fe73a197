package io.agentlocator.dialog.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentlocator.testbed.openai.OpenAiSimulator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the probe finds out about a server. */
class OpenAiProbeTest {

    private final OpenAiSimulator server = OpenAiSimulator.start().wantingKey("sk-right");

    @AfterEach
    void stop() {
        server.close();
    }

    private OpenAiProbe.Finding find(String key, String... models) throws Exception {
        return new OpenAiProbe(new OpenAiServer(server.baseUrl(), key), List.of(models)).find();
    }

    @Test
    void aRefusedKeyIsToldAsThat() throws Exception {
        var found = find("sk-wrong");
        assertThat(found.allowed()).isFalse();
        assertThat(found.trouble()).contains("the key is refused (HTTP 401)");
    }

    @Test
    void aRightKeyIsAllowed() throws Exception {
        assertThat(find("sk-right")).isEqualTo(OpenAiProbe.Finding.well());
    }

    @Test
    void aModelThatIsNotOfferedIsNamed() throws Exception {
        assertThat(find("sk-right", "gpt-4o-mini").trouble()).isEmpty();
        assertThat(find("sk-right", "gpt-4o-mini", "gpt-unheard-of").trouble())
                .contains("the server does not offer gpt-unheard-of");
    }

    @Test
    void nobodyThereIsNoRefusal() throws Exception {
        server.close();
        var found = find("sk-right");
        assertThat(found.allowed()).isTrue();
        assertThat(found.trouble())
                .hasValueSatisfying(trouble -> assertThat(trouble).startsWith("unreachable"));
    }
}

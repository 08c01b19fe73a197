package io.agentlocator.speech.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoogleAccessTest {

    @TempDir
    Path folder;

    @Test
    void aKeyIsTakenFromTheFileFirstThenFromTheVariablesInTheirOrder() throws Exception {
        var file = Files.writeString(folder.resolve("key.json"), key("of-the-file"));
        var base64 = Base64.getEncoder().encodeToString(key("of-base64").getBytes(StandardCharsets.UTF_8));
        assertThat(project(Map.of(
                        "GOOGLE_APPLICATION_CREDENTIALS", file.toString(), "GCP_CREDENTIALS_JSON", key("of-json"))))
                .isEqualTo("of-the-file");
        assertThat(project(Map.of("GCP_CREDENTIALS_JSON", key("of-json"), "GOOGLE_TTS_SA_JSON", key("of-alias"))))
                .isEqualTo("of-json");
        assertThat(project(Map.of("GCP_CREDENTIALS_JSON", base64))).isEqualTo("of-base64");
        assertThat(project(Map.of("GOOGLE_TTS_SA_JSON", key("of-alias")))).isEqualTo("of-alias");
        assertThat(project(Map.of("GOOGLE_CLOUD_SERVICE_ACCOUNT_JSON", key("of-third"))))
                .isEqualTo("of-third");
        assertThat(project(Map.of("GCP_CREDENTIALS_JSON", key("of-json"), "GOOGLE_CLOUD_PROJECT", "named")))
                .isEqualTo("named");
    }

    @Test
    void theMessageOfABrokenKeyContainsNoSecret() {
        for (var broken : new String[] {"{\"type\":\"service_account\",\"private_key\":\"SECRET\"}", "SECRET!"}) {
            assertThatThrownBy(() -> project(Map.of("GCP_CREDENTIALS_JSON", broken)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("Google credentials cannot be read")
                    .satisfies(e -> assertThat(e.toString()).doesNotContain("SECRET"));
        }
        assertThatThrownBy(() -> project(Map.of("GOOGLE_APPLICATION_CREDENTIALS", folder + "/nothing.json")))
                .isInstanceOf(IllegalStateException.class);
        assertThat(GoogleSettings.fromEnvironment(Map.of("GCP_CREDENTIALS_JSON", "SECRET")::get)
                        .toString())
                .doesNotContain("SECRET");
    }

    @Test
    void plainTextNeedsNoKey() {
        assertThat(new GoogleAccess(GoogleSettings.fromEnvironment(Map.<String, String>of()::get)
                                .access())
                        .project(Optional.of("http://127.0.0.1:1")))
                .isEqualTo("local");
    }

    private static String project(Map<String, String> variables) {
        return new GoogleAccess(GoogleSettings.fromEnvironment(variables::get).access()).project(Optional.empty());
    }

    private static String key(String project) throws Exception {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        var pem = Base64.getEncoder()
                .encodeToString(generator.generateKeyPair().getPrivate().getEncoded());
        return """
                {"type":"service_account","project_id":"%s","private_key_id":"1","client_id":"1",
                "client_email":"a@b.example","private_key":"-----BEGIN PRIVATE KEY-----\\n%s\\n-----END PRIVATE KEY-----\\n"}""".formatted(project, pem);
    }
}

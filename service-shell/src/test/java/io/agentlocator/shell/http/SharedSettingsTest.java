package io.agentlocator.shell.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The settings that every service has from the shell. */
class SharedSettingsTest {

    private static SmallRyeConfig settings(Map<String, String> environment) throws IOException {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(
                        new PropertiesConfigSource(
                                SharedSettingsTest.class.getResource("/META-INF/microprofile-config.properties"), 100),
                        new PropertiesConfigSource(environment, "environment", 300))
                .build();
    }

    @Test
    void thePlatformNamesThePort() throws IOException {
        SmallRyeConfig settings = settings(Map.of("PORT", "4711"));
        assertThat(settings.getValue("quarkus.http.port", Integer.class)).isEqualTo(4711);
        assertThat(settings.getValue("quarkus.http.host", String.class)).isEqualTo("0.0.0.0");
    }

    @Test
    void withoutAPortItIsTheUsualOne() throws IOException {
        assertThat(settings(Map.of()).getValue("quarkus.http.port", Integer.class))
                .isEqualTo(8080);
    }
}

package io.agentlocator.shell.http;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.junit.jupiter.api.Test;

class LivenessResourceTest {

    @Test
    void healthzAnswersOk() throws NoSuchMethodException {
        var healthz = LivenessResource.class.getMethod("healthz");
        assertThat(healthz.isAnnotationPresent(GET.class)).isTrue();
        assertThat(healthz.getAnnotation(Path.class).value()).isEqualTo("healthz");
        assertThat(new LivenessResource(new BuildInfo("telephony-gateway")).healthz())
                .isEqualTo("ok");
    }
}

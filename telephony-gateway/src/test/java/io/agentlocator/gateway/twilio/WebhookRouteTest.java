package io.agentlocator.gateway.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One handler per route (R90). */
class WebhookRouteTest {

    private static final String WEBHOOKS = "/webhook/{route: .+}";

    @Test
    void everyRouteHasOneHandler() {
        List<String> handlers = handlers();
        assertThat(handlers).doesNotHaveDuplicates();
        assertThat(handlers.stream().filter(handler -> handler.contains("/webhook")))
                .as("nothing but the list of webhooks answers below /webhook")
                .containsExactlyInAnyOrderElementsOf(Stream.of("GET ", "POST ")
                        .map(method -> method + WEBHOOKS)
                        .toList());
        assertThat(handlers).contains("GET /healthz", "GET /version");
    }

    @Test
    void theWebhooksAreTheseAndEachStandsOnce() {
        assertThat(Arrays.stream(WebhookRoute.values()).map(WebhookRoute::path))
                .containsExactlyInAnyOrder(
                        "/webhook/incoming_call",
                        "/webhook/stream_ended",
                        "/webhook/transfer_ended",
                        "/webhook/handle_recording",
                        "/webhook/recording_status",
                        "/webhook/call_status",
                        "/webhook/stream_status",
                        "/webhook/whatsapp/twilio",
                        "/webhook/whatsapp/status");
        for (WebhookRoute route : WebhookRoute.values()) {
            assertThat(WebhookRoute.at(route.path())).hasValue(route);
            assertThat(WebhookRoute.at(route.path() + "/")).hasValue(route);
        }
        assertThat(WebhookRoute.at("/webhook/legacy")).isEmpty();
        assertThat(WebhookRoute.at(null)).isEmpty();
    }

    /** Method and path of each HTTP endpoint of this service, including the shell's. */
    private static List<String> handlers() {
        var handlers = new ArrayList<String>();
        var classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.agentlocator");
        for (JavaClass resource : classes) {
            if (resource.isAnnotatedWith(Path.class)) {
                String above = resource.getAnnotationOfType(Path.class).value();
                for (JavaMethod method : resource.getMethods()) {
                    String below = method.isAnnotatedWith(Path.class)
                            ? method.getAnnotationOfType(Path.class).value()
                            : "";
                    String path =
                            ("/" + above + "/" + below).replaceAll("/+", "/").replaceAll("(?<=.)/$", "");
                    method.getAnnotations().stream()
                            .filter(annotation -> annotation.getRawType().isAnnotatedWith(HttpMethod.class))
                            .forEach(annotation ->
                                    handlers.add(annotation.getRawType().getSimpleName() + " " + path));
                }
            }
        }
        return handlers;
    }
}

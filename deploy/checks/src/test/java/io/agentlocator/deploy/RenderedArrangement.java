package io.agentlocator.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentlocator.testbed.suite.Arrangement;
import io.agentlocator.testbed.suite.Front;
import io.agentlocator.testbed.suite.Launch;
import io.agentlocator.testbed.suite.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The suite as the chart and the image say: what the image holds, run as the rendered pods may and with their
 * environment, behind an nginx that does what the rendered Ingress asks for. One machine has one address, so ports are
 * given from outside, and the public address is the front's.
 */
final class RenderedArrangement implements Arrangement {

    private static final Set<String> IN_THE_SECRET =
            Set.of("TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "DATABASE_URL", "OPENAI_API_KEY");

    private final Map<String, String> values;
    private final Path directory;
    private List<JsonNode> objects = List.of();
    private @Nullable NginxFront front;

    /** @param directory where the front keeps its files, and containers have their roots */
    RenderedArrangement(Map<String, String> values, Path directory) {
        this.values = values;
        this.directory = directory;
    }

    @Override
    public synchronized Launch launch(Service service, Path root, Map<String, String> environment) {
        try {
            if (objects.isEmpty()) {
                objects = Chart.objects(Chart.rendered(values(environment)));
            }
            Map<String, String> told = environmentOf(service, environment);
            return Container.available()
                    ? Container.launch(service, pod(service), told, directory.resolve(service.directory()))
                    : asProcess(service, root, told);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The image's command where no container can be had: everything stands elsewhere, and may be written. */
    private static Launch asProcess(Service service, Path root, Map<String, String> told) throws IOException {
        String built = root.resolve(service.directory() + "/target/quarkus-app").toString();
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new Launch(
                DockerImage.read().entrypoint().stream()
                        .map(word -> word.equals("java") ? java : word.replace("/opt/service", built))
                        .toList(),
                told);
    }

    private Map<String, String> values(Map<String, String> environment) {
        var all = new TreeMap<>(values);
        environment.forEach((name, value) -> {
            if (name.equals("KAFKA_BOOTSTRAP_SERVERS")) {
                all.put("kafka.bootstrapServers", value);
            } else if (!IN_THE_SECRET.contains(name)) {
                all.put("extraEnv." + name, value);
            }
        });
        return all;
    }

    private Map<String, String> environmentOf(Service service, Map<String, String> secret) {
        var told = new HashMap<String, String>();
        for (JsonNode variable : container(service).path("env")) {
            String name = variable.path("name").asText();
            JsonNode key = variable.at("/valueFrom/secretKeyRef");
            if (variable.has("value")) {
                told.put(name, variable.path("value").asText());
            } else if (key.isObject()) {
                String value = secret.get(key.path("key").asText());
                if (value != null) {
                    told.put(name, value);
                } else if (!key.path("optional").asBoolean()) {
                    throw new IllegalStateException(
                            service.directory() + " would wait for ever for the secret's " + name);
                }
            }
        }
        return told;
    }

    JsonNode container(Service service) {
        return pod(service).at("/containers/0");
    }

    JsonNode pod(Service service) {
        return Chart.ofKind(objects, "Deployment").stream()
                .map(deployment -> deployment.at("/spec/template/spec"))
                .filter(pod -> pod.at("/containers/0/name").asText().equals(service.directory()))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("no Deployment of " + service.directory() + " is rendered"));
    }

    /** The one that was asked for. */
    NginxFront front() {
        return Objects.requireNonNull(front);
    }

    @Override
    public Front front(int port) {
        // The rules do not hang on what is not known yet.
        try {
            front = NginxFront.start(Chart.objects(Chart.rendered(values)), port, directory);
            return front;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

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
 * The suite as the chart and the image define it: the files of the image, run with the rights and the variables of the
 * rendered pods, behind an nginx with the rules of the rendered Ingress. The services share one address here, so their
 * ports are given from outside, and the public address is the front's.
 */
final class RenderedArrangement implements Arrangement {

    private static final Set<String> IN_THE_SECRET =
            Set.of("TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "DATABASE_URL", "OPENAI_API_KEY");

    private final Map<String, String> values;
    private final Path directory;
    private List<JsonNode> objects = List.of();
    private @Nullable NginxFront front;

    /** @param directory for the files of the front and the root directories of the containers */
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
            Map<String, String> given = environmentOf(service, environment);
            return Container.available()
                    ? Container.launch(service, pod(service), given, directory.resolve(service.directory()))
                    : asProcess(service, root, given);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The image's command without a container: the files lie elsewhere and are writable. */
    private static Launch asProcess(Service service, Path root, Map<String, String> given) throws IOException {
        String built = root.resolve(service.directory() + "/target/quarkus-app").toString();
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new Launch(
                DockerImage.read().entrypoint().stream()
                        .map(word -> word.equals("java") ? java : word.replace("/opt/service", built))
                        .toList(),
                given);
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
        var given = new HashMap<String, String>();
        for (JsonNode variable : container(service).path("env")) {
            String name = variable.path("name").asText();
            JsonNode key = variable.at("/valueFrom/secretKeyRef");
            if (variable.has("value")) {
                given.put(name, variable.path("value").asText());
            } else if (key.isObject()) {
                String value = secret.get(key.path("key").asText());
                if (value != null) {
                    given.put(name, value);
                } else if (!key.path("optional").asBoolean()) {
                    throw new IllegalStateException(
                            service.directory() + " would wait for ever for the secret's " + name);
                }
            }
        }
        return given;
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

    /** @throws NullPointerException before the front was started */
    NginxFront front() {
        return Objects.requireNonNull(front);
    }

    @Override
    public Front front(int port) {
        // The rules do not depend on the values that are not known yet.
        try {
            front = NginxFront.start(Chart.objects(Chart.rendered(values)), port, directory);
            return front;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.agentlocator.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** The pod of a Deployment: one container, named for its service. */
record Pod(String deployment, JsonNode labels, JsonNode annotations, JsonNode spec) {

    static List<Pod> of(List<JsonNode> objects) {
        return Chart.ofKind(objects, "Deployment").stream()
                .map(deployment -> new Pod(
                        deployment.at("/metadata/name").asText(),
                        deployment.at("/spec/template/metadata/labels"),
                        deployment.at("/spec/template/metadata/annotations"),
                        deployment.at("/spec/template/spec")))
                .toList();
    }

    /** The pods that have a selector's labels; an empty selector selects all. */
    static List<Pod> selected(List<Pod> pods, JsonNode matchLabels) {
        return pods.stream()
                .filter(pod -> matchLabels.properties().stream()
                        .allMatch(label -> label.getValue().equals(pod.labels.path(label.getKey()))))
                .toList();
    }

    JsonNode container() {
        return spec.path("containers").path(0);
    }

    String service() {
        return container().path("name").asText();
    }

    /** The number of the container's port of that name; 0 without one. */
    int port(String name) {
        return StreamSupport.stream(container().path("ports").spliterator(), false)
                .filter(port -> port.path("name").asText().equals(name))
                .mapToInt(port -> port.path("containerPort").asInt())
                .findFirst()
                .orElse(0);
    }

    /** The variables by name; of two with one name the last. */
    Map<String, JsonNode> variables() {
        var variables = new LinkedHashMap<String, JsonNode>();
        container()
                .path("env")
                .forEach(variable -> variables.put(variable.path("name").asText(), variable));
        return variables;
    }

    /** The value of a variable that does not come from a Secret or a field. */
    Optional<String> value(String name) {
        return Optional.ofNullable(variables().get(name))
                .map(variable -> variable.path("value").asText())
                .filter(value -> !value.isEmpty());
    }
}

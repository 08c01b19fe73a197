package io.agentlocator.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** What a Deployment starts: one container, named for its service. */
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

    /** Those that a selector's labels fit; an empty selector fits all. */
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

    /** The number of a port of the container; 0 where it has none of that name. */
    int port(String name) {
        return StreamSupport.stream(container().path("ports").spliterator(), false)
                .filter(port -> port.path("name").asText().equals(name))
                .mapToInt(port -> port.path("containerPort").asInt())
                .findFirst()
                .orElse(0);
    }

    /** By name; what is told twice is here once. */
    Map<String, JsonNode> variables() {
        var variables = new LinkedHashMap<String, JsonNode>();
        container()
                .path("env")
                .forEach(variable -> variables.put(variable.path("name").asText(), variable));
        return variables;
    }

    /** The value of a variable that is told as it is. */
    Optional<String> told(String name) {
        return Optional.ofNullable(variables().get(name))
                .map(variable -> variable.path("value").asText())
                .filter(value -> !value.isEmpty());
    }
}

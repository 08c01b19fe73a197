package io.agentlocator.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** The metric that media-ingest is scaled by exists, and the pods that are counted and added are its own. */
final class Scaling {

    private static final Set<String> READY_WITH_A_PARTITION = Set.of("dialog-service", "watchdog-service");

    private Scaling() {}

    static void check(List<JsonNode> objects, Mistakes wrong) throws IOException {
        for (JsonNode scaler : Chart.ofKind(objects, "HorizontalPodAutoscaler")) {
            JsonNode spec = scaler.path("spec");
            if (!spec.at("/scaleTargetRef/kind").asText().equals("Deployment")
                    || !spec.at("/scaleTargetRef/apiVersion").asText().equals("apps/v1")) {
                wrong.add("scaled-kind", spec.at("/scaleTargetRef/name").asText());
            }
            target(objects, spec, "minReplicas", "maxReplicas", wrong);
            metric(spec.at("/metrics/0/pods/metric/name").asText(), wrong);
        }
        for (JsonNode scaler : Chart.ofKind(objects, "ScaledObject")) {
            JsonNode spec = scaler.path("spec");
            Optional<String> target = target(objects, spec, "minReplicaCount", "maxReplicaCount", wrong);
            JsonNode trigger = spec.at("/triggers/0");
            String query = trigger.at("/metadata/query").asText();
            if (!trigger.path("type").asText().equals("prometheus")
                    || trigger.at("/metadata/serverAddress").asText().isEmpty()
                    || trigger.at("/metadata/threshold").asInt() < 1) {
                wrong.add("scaled-trigger", spec.at("/scaleTargetRef/name").asText());
            }
            metric(query.replaceFirst("^sum\\((\\w+)\\{.*$", "$1"), wrong);
            target.ifPresent(name -> {
                if (!query.contains("{namespace=\"" + Chart.NAMESPACE + "\",pod=~\"" + name + "-.*\"}")) {
                    wrong.add("scaled-by-others", name, query);
                }
            });
        }
        room(objects, wrong);
    }

    /** A pod of these services is ready when it has a partition, and a rollout adds a pod before it removes one. */
    private static void room(List<JsonNode> objects, Mistakes wrong) {
        OptionalInt partitions = Topics.partitions(objects);
        for (JsonNode deployment : Chart.ofKind(objects, "Deployment")) {
            String service =
                    deployment.at("/spec/template/spec/containers/0/name").asText();
            int most = deployment.at("/spec/replicas").asInt()
                    + deployment.at("/spec/strategy/rollingUpdate/maxSurge").asInt();
            if (READY_WITH_A_PARTITION.contains(service) && most > partitions.orElse(Integer.MAX_VALUE)) {
                wrong.add("pods-over-partitions", service, most + " for " + partitions.getAsInt());
            }
        }
    }

    /** @return the name of the Deployment; empty when there is none */
    private static Optional<String> target(
            List<JsonNode> objects, JsonNode spec, String fewest, String most, Mistakes wrong) {
        String name = spec.at("/scaleTargetRef/name").asText();
        Optional<Pod> scaled = Pod.of(objects).stream()
                .filter(pod -> pod.deployment().equals(name))
                .findFirst();
        if (scaled.isEmpty()) {
            wrong.add("scaled-missing", name);
        }
        scaled.filter(pod -> !pod.service().equals("media-ingest"))
                .ifPresent(pod -> wrong.add("scaled-service", pod.service()));
        for (JsonNode deployment : Chart.ofKind(objects, "Deployment")) {
            if (deployment.at("/metadata/name").asText().equals(name)
                    && deployment.path("spec").has("replicas")) {
                wrong.add("scaled-replicas", name);
            }
        }
        if (spec.path(fewest).asInt() < 1
                || spec.path(fewest).asInt() > spec.path(most).asInt()) {
            wrong.add("scaled-range", name, spec.path(fewest) + " to " + spec.path(most));
        }
        return scaled.map(Pod::deployment);
    }

    private static void metric(String metric, Mistakes wrong) throws IOException {
        String inCode = "NAME + \"" + metric.replaceFirst("^agentlocator_", "").replace('_', '.') + "\"";
        if (!metric.startsWith("agentlocator_")
                || Environment.sourcesOf("media-ingest").stream().noneMatch(source -> source.contains(inCode))) {
            wrong.add("metric-unknown", metric);
        }
    }
}

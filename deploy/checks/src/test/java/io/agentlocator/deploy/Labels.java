package io.agentlocator.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Selectors select the pods that they are meant for, and every object has the common labels. */
final class Labels {

    private static final String NAME = "app.kubernetes.io/name";
    private static final String VERSION = "app.kubernetes.io/version";
    private static final List<String> EVERYWHERE =
            List.of(NAME, "app.kubernetes.io/instance", "app.kubernetes.io/part-of", VERSION);
    /** The path of the selector in each kind of object that belongs to a service. */
    private static final Map<String, String> SELECTORS = Map.of(
            "Service", "/spec/selector",
            "PodDisruptionBudget", "/spec/selector/matchLabels",
            "NetworkPolicy", "/spec/podSelector/matchLabels",
            "Deployment", "/spec/selector/matchLabels");

    private Labels() {}

    static void check(List<JsonNode> objects, Mistakes wrong) {
        List<Pod> pods = Pod.of(objects);
        Map<String, Integer> selecting = new TreeMap<>();
        for (JsonNode object : objects) {
            String kind = object.path("kind").asText();
            String where = kind + "/" + object.at("/metadata/name").asText();
            for (String label : EVERYWHERE) {
                if (object.at("/metadata/labels").path(label).asText().isEmpty()) {
                    wrong.add("label-missing", where + " " + label);
                }
            }
            String place = SELECTORS.get(kind);
            if (place != null) {
                JsonNode selector = object.at(place);
                selects(pods, selector, object.at("/metadata/name").asText(), where, wrong);
                selecting.merge(kind + " " + selector.path(NAME).asText(), 1, Integer::sum);
            }
        }
        for (Pod pod : pods) {
            for (JsonNode spread : pod.spec().path("topologySpreadConstraints")) {
                selects(
                        pods,
                        spread.at("/labelSelector/matchLabels"),
                        pod.deployment(),
                        "spread/" + pod.deployment(),
                        wrong);
            }
            if (pod.spec().path("topologySpreadConstraints").isEmpty()) {
                wrong.add("spread-missing", pod.deployment());
            }
            for (String kind : List.of("Service", "PodDisruptionBudget")) {
                if (!selecting.containsKey(kind + " " + pod.labels().path(NAME).asText())) {
                    wrong.add("object-missing", kind + "/" + pod.deployment());
                }
            }
        }
        for (JsonNode job : Chart.ofKind(objects, "Job")) {
            JsonNode labels = job.at("/spec/template/metadata/labels");
            if (pods.stream().anyMatch(pod -> pod.labels().path(NAME).equals(labels.path(NAME)))) {
                wrong.add("job-selected", job.at("/metadata/name").asText());
            }
        }
    }

    private static void selects(List<Pod> pods, JsonNode selector, String meant, String where, Mistakes wrong) {
        List<String> selected =
                Pod.selected(pods, selector).stream().map(Pod::deployment).toList();
        if (selector.isEmpty() || !selected.equals(List.of(meant))) {
            wrong.add("selector-wrong", where, selected);
        }
        if (selector.has(VERSION)) {
            wrong.add("selector-of-one-version", where);
        }
    }
}

package io.agentlocator.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/** The objects of Prometheus' operator: the pods to scrape, and the rules, which are those of deploy/observe. */
final class Monitoring {

    private Monitoring() {}

    static void check(List<JsonNode> objects, Mistakes wrong) throws IOException {
        for (JsonNode monitor : Chart.ofKind(objects, "PodMonitor")) {
            List<Pod> asked = Pod.selected(Pod.of(objects), monitor.at("/spec/selector/matchLabels"));
            JsonNode endpoint = monitor.at("/spec/podMetricsEndpoints/0");
            for (Pod pod : Pod.of(objects)) {
                if (!asked.contains(pod)) {
                    wrong.add("metrics-not-scraped", pod.service());
                } else if (pod.port(endpoint.path("port").asText()) == 0
                        || !pod.annotations().path("prometheus.io/path").equals(endpoint.path("path"))) {
                    wrong.add("metrics-endpoint", pod.service(), endpoint);
                }
            }
        }
        for (JsonNode rules : Chart.ofKind(objects, "PrometheusRule")) {
            JsonNode tried = Chart.read(Files.readString(Chart.ROOT.resolve("deploy/observe/alerts.yaml")));
            if (!rules.path("spec").equals(tried)) {
                wrong.add(
                        "rules-differ",
                        rules.at("/metadata/name").asText(),
                        "copy deploy/observe/alerts.yaml into the chart");
            }
        }
    }
}

package io.agentlocator.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What media-ingest is scaled by, against what it measures. */
final class Scaling {

    private Scaling() {}

    static List<String> findings(List<JsonNode> objects) throws IOException {
        Set<String> metrics = new TreeSet<>();
        for (JsonNode scaler : Findings.ofKind(objects, "HorizontalPodAutoscaler")) {
            metrics.add(scaler.at("/spec/metrics/0/pods/metric/name").asText());
        }
        for (JsonNode scaler : Findings.ofKind(objects, "ScaledObject")) {
            String query = scaler.at("/spec/triggers/0/metadata/query").asText();
            metrics.add(query.replaceFirst("^sum\\((\\w+)\\{.*$", "$1"));
        }
        List<String> sources = Findings.sourcesOf("media-ingest");
        List<String> wrong = new ArrayList<>();
        for (String metric : metrics) {
            String inCode =
                    "NAME + \"" + metric.replaceFirst("^agentlocator_", "").replace('_', '.') + "\"";
            if (!metric.startsWith("agentlocator_") || sources.stream().noneMatch(source -> source.contains(inCode))) {
                wrong.add("media-ingest does not have the metric " + metric);
            }
        }
        return wrong;
    }
}

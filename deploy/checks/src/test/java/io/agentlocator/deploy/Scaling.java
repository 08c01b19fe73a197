package io.agentlocator.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

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
        List<String> wrong = new ArrayList<>();
        for (String metric : metrics) {
            String name = metric.replaceFirst("^agentlocator_", "").replace('_', '.');
            if (!metric.startsWith("agentlocator_") || !measured("NAME + \"" + name + "\"")) {
                wrong.add("media-ingest does not have the metric " + metric);
            }
        }
        return wrong;
    }

    private static boolean measured(String inCode) throws IOException {
        try (Stream<Path> sources = Files.walk(Chart.ROOT.resolve("media-ingest/src/main/java"))) {
            for (Path source :
                    sources.filter(file -> file.toString().endsWith(".java")).toList()) {
                if (Files.readString(source).contains(inCode)) {
                    return true;
                }
            }
        }
        return false;
    }
}

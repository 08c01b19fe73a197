package io.agentlocator.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What is wrong with rendered objects, in sentences; nothing where all is right. */
final class Findings {

    static final Set<String> SERVICES = Set.of(
            "telephony-gateway", "media-ingest", "speech-service", "dialog-service", "watchdog-service", "crm-service");

    private Findings() {}

    static List<String> of(List<JsonNode> objects) throws IOException {
        List<String> wrong = new ArrayList<>();
        wrong.addAll(KnownFields.findings(objects));
        wrong.addAll(Labels.findings(objects));
        wrong.addAll(Workloads.findings(objects));
        wrong.addAll(Variables.findings(objects));
        wrong.addAll(Routes.findings(objects));
        wrong.addAll(Arrows.findings(objects));
        wrong.addAll(Topics.findings(objects));
        wrong.addAll(Scaling.findings(objects));
        wrong.addAll(Monitoring.findings(objects));
        return wrong;
    }
}

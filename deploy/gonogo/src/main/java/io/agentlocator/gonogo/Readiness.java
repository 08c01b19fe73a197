package io.agentlocator.gonogo;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentlocator.gonogo.CheckResult.Failed;
import io.agentlocator.gonogo.CheckResult.Passed;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/** R69, R70: the service is alive and its checks pass. */
record Readiness() implements Check {

    @Override
    public String id() {
        return "readiness";
    }

    @Override
    public CheckResult run(Deployment deployment) throws Exception {
        HttpResponse<byte[]> alive = deployment.get("/healthz");
        if (alive.statusCode() != 200
                || !new String(alive.body(), java.nio.charset.StandardCharsets.UTF_8).equals("ok")) {
            return new Failed(Words.of("readiness.health", alive.statusCode()), "not-ready");
        }
        JsonNode ready = Deployment.json(deployment.get("/readyz"));
        List<Words> wrong = new ArrayList<>();
        List<Words> states = new ArrayList<>();
        for (String name : List.of("db", "openai", "tts", "twilio_secrets")) {
            String state = ready.path(name).asText("missing");
            Words said = Words.of("readiness.state", name, state);
            states.add(said);
            if (!state.equals("ok") && !state.equals("disabled")) {
                wrong.add(said);
            }
        }
        return wrong.isEmpty() ? new Passed(Words.all(states)) : new Failed(Words.all(wrong), "not-ready");
    }
}

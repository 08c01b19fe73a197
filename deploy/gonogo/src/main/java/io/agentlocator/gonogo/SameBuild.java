package io.agentlocator.gonogo;

import static io.agentlocator.gonogo.CheckResult.passed;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentlocator.gonogo.CheckResult.Failed;
import java.net.http.HttpResponse;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** R30b: all instances that answer are of one build. */
record SameBuild(Optional<String> expected) implements Check {

    private static final int ASKED = 5;

    @Override
    public String id() {
        return "version";
    }

    @Override
    public CheckResult run(Deployment deployment) throws Exception {
        Set<String> commits = new LinkedHashSet<>();
        Set<String> services = new LinkedHashSet<>();
        for (int i = 0; i < ASKED; i++) {
            HttpResponse<byte[]> answer = deployment.get("/version");
            if (answer.statusCode() != 200) {
                return new Failed(Words.of("version.status", answer.statusCode()), "stale-replica");
            }
            JsonNode version = Deployment.json(answer);
            if (!version.path("app").asText().equals("AgentLocator")) {
                return new Failed(Words.of("version.app", version.path("app").asText()), "stale-replica");
            }
            commits.add(version.path("commit").asText());
            for (JsonNode service : version.path("services")) {
                commits.add(service.path("commit").asText());
                services.add(service.path("service").asText() + "/"
                        + service.path("instance").asText());
            }
        }
        if (commits.size() != 1) {
            return new Failed(Words.of("version.several", commits), "stale-replica");
        }
        String commit = commits.iterator().next();
        if (expected.isPresent() && !commit.startsWith(expected.get())) {
            return new Failed(Words.of("version.other", commit, expected.get()), "stale-replica");
        }
        Set<String> kinds = new LinkedHashSet<>();
        services.forEach(service -> kinds.add(service.substring(0, service.indexOf('/'))));
        if (kinds.size() < 6) {
            return new Failed(Words.of("version.missing", services), "stale-replica");
        }
        return passed("version.good", commit, services.size());
    }
}

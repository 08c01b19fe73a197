package io.agentlocator.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;

/** The way from the public address to a container's port: Ingress or HTTPRoute, Service, pod. */
final class Routes {

    private static final String ANNOTATION = "nginx.ingress.kubernetes.io/";

    /** The public paths, and the service that answers each. */
    private static final Map<String, String> ANSWERED = answered();

    private Routes() {}

    private static Map<String, String> answered() {
        var answered = new LinkedHashMap<String, String>();
        answered.put("/ws/", "media-ingest");
        for (String path : List.of("/webhook", "/static", "/healthz", "/readyz", "/version", "/ops")) {
            answered.put(path, "telephony-gateway");
        }
        return answered;
    }

    static void check(List<JsonNode> objects, Mistakes wrong) {
        List<Pod> pods = Pod.of(objects);
        for (JsonNode service : Chart.ofKind(objects, "Service")) {
            String name = service.at("/metadata/name").asText();
            for (JsonNode port : service.at("/spec/ports")) {
                JsonNode target = port.path("targetPort");
                for (Pod pod : Pod.selected(pods, service.at("/spec/selector"))) {
                    if (pod.port(target.asText()) == 0) {
                        wrong.add("target-port", name + " " + pod.service(), target);
                    }
                }
            }
        }
        Set<String> hosts = new TreeSet<>();
        for (JsonNode ingress : Chart.ofKind(objects, "Ingress")) {
            Map<String, String> routes = new LinkedHashMap<>();
            for (JsonNode rule : ingress.at("/spec/rules")) {
                hosts.add(rule.path("host").asText());
                for (JsonNode path : rule.at("/http/paths")) {
                    JsonNode backend = path.at("/backend/service");
                    JsonNode port = backend.at("/port/name").isMissingNode()
                            ? backend.at("/port/number")
                            : backend.at("/port/name");
                    prefix(path.path("pathType"), "Prefix", path.path("path"), wrong);
                    routes.put(
                            path.path("path").asText(),
                            behind(objects, backend.path("name").asText(), port, wrong));
                }
            }
            for (JsonNode tls : ingress.at("/spec/tls")) {
                tls.path("hosts").forEach(host -> hosts.add(host.asText()));
            }
            leads(routes, wrong);
            for (String timeout : List.of("proxy-read-timeout", "proxy-send-timeout")) {
                if (ingress.at("/metadata/annotations")
                                .path(ANNOTATION + timeout)
                                .asInt()
                        < 3600) {
                    wrong.add("timeout-short", timeout);
                }
            }
        }
        for (JsonNode route : Chart.ofKind(objects, "HTTPRoute")) {
            Map<String, String> routes = new LinkedHashMap<>();
            route.at("/spec/hostnames").forEach(host -> hosts.add(host.asText()));
            for (JsonNode rule : route.at("/spec/rules")) {
                for (JsonNode match : rule.path("matches")) {
                    prefix(match.at("/path/type"), "PathPrefix", match.at("/path/value"), wrong);
                    for (JsonNode backend : rule.path("backendRefs")) {
                        routes.put(
                                match.at("/path/value").asText(),
                                behind(objects, backend.path("name").asText(), backend.path("port"), wrong));
                    }
                    if (match.at("/path/value").asText().equals("/ws/")) {
                        unlimited(rule.path("timeouts"), wrong);
                    }
                }
            }
            leads(routes, wrong);
        }
        for (Pod pod : pods) {
            pod.value("PUBLIC_BASE_URL").ifPresent(url -> {
                String given = URI.create(url).getHost();
                if (!hosts.isEmpty() && !hosts.equals(Set.of(given))) {
                    wrong.add("public-host", pod.service(), given + ", not " + hosts);
                }
            });
        }
    }

    private static void prefix(JsonNode type, String wanted, JsonNode path, Mistakes wrong) {
        if (!type.asText().equals(wanted)) {
            wrong.add("path-type", path.asText());
        }
    }

    /** Without a written time-out the controller's default applies, which may be seconds. */
    private static void unlimited(JsonNode timeouts, Mistakes wrong) {
        for (String timeout : List.of("request", "backendRequest")) {
            if (!timeouts.path(timeout).asText().equals("0s")) {
                wrong.add("timeout-short", timeout, timeouts.path(timeout));
            }
        }
    }

    private static void leads(Map<String, String> routes, Mistakes wrong) {
        ANSWERED.forEach((path, service) -> {
            if (!routes.getOrDefault(path, "").equals(service)) {
                wrong.add("path-astray", path, "should lead to " + service);
            }
        });
        routes.forEach((path, service) -> {
            if (service.equals("crm-service")) {
                wrong.add("crm-public", path);
            } else if (!ANSWERED.containsKey(path)) {
                wrong.add("path-public", path);
            }
        });
    }

    /** @return the service whose pods a Kubernetes Service selects; "" and a mistake where there is none */
    private static String behind(List<JsonNode> objects, String name, JsonNode port, Mistakes wrong) {
        for (JsonNode service : Chart.ofKind(objects, "Service")) {
            if (service.at("/metadata/name").asText().equals(name)) {
                if (StreamSupport.stream(service.at("/spec/ports").spliterator(), false)
                        .noneMatch(open -> open.path("name").equals(port)
                                || open.path("port").equals(port))) {
                    wrong.add("backend-port", name, port);
                }
                return Pod.selected(Pod.of(objects), service.at("/spec/selector")).stream()
                        .map(Pod::service)
                        .findFirst()
                        .orElse("");
            }
        }
        wrong.add("backend-missing", name);
        return "";
    }
}

package io.agentlocator.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The network policies, against the design: Kafka is the only way between services. */
final class Arrows {

    private static final Set<String> FROM_OUTSIDE = Set.of("telephony-gateway", "media-ingest");
    private static final Set<String> CALL_VENDORS =
            Set.of("telephony-gateway", "speech-service", "dialog-service", "watchdog-service");
    private static final String INGRESS = "ingress-nginx";
    private static final String MONITORING = "monitoring";
    private static final int NAMES = 53;
    private static final int DATABASE = 5432;
    private static final int VENDORS = 443;
    /** The ports of the ingress controller's pods, where the public address leads to them without a load balancer. */
    private static final Set<Integer> CONTROLLER = Set.of(443, 8443);

    private static final Set<String> INSIDE = Set.of("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16");

    private Arrows() {}

    static void check(List<JsonNode> objects, Mistakes wrong) {
        List<JsonNode> policies = Chart.ofKind(objects, "NetworkPolicy");
        if (policies.isEmpty()) {}
        for (Pod pod : Pod.of(objects)) {
            List<JsonNode> own = policies.stream()
                    .filter(policy -> Pod.selected(List.of(pod), policy.at("/spec/podSelector/matchLabels"))
                            .contains(pod))
                    .toList();
            if (own.isEmpty()) {
                wrong.add("policy-missing", pod.service());
            }
            for (JsonNode policy : own) {
                if (!policy.at("/spec/policyTypes").toString().equals("[\"Ingress\",\"Egress\"]")) {
                    wrong.add("policy-types", pod.service());
                }
                in(pod, policy.at("/spec/ingress"), wrong);
                out(pod, policy.at("/spec/egress"), wrong);
            }
        }
    }

    private static void in(Pod pod, JsonNode rules, Mistakes wrong) {
        String service = pod.service();
        Set<String> namespaces = new TreeSet<>();
        for (JsonNode rule : rules) {
            if (rule.path("from").isEmpty()) {
                wrong.add("ingress-from-anybody", service);
            }
            for (JsonNode peer : rule.path("from")) {
                if (peer.has("podSelector")) {
                    wrong.add("ingress-from-service", service);
                } else if (peer.at("/namespaceSelector/matchLabels").isEmpty()) {
                    wrong.add("ingress-from-anybody", service);
                }
                peer.at("/namespaceSelector/matchLabels").forEach(label -> namespaces.add(label.asText()));
            }
            if (!ports(rule).equals(Set.of(pod.port("http")))) {
                wrong.add("ingress-port", service, ports(rule) + ", listens on " + pod.port("http"));
            }
        }
        if (namespaces.contains(INGRESS) != FROM_OUTSIDE.contains(service)) {
            wrong.add(way(namespaces.contains(INGRESS)) + "from-outside", service);
        }
        if (!namespaces.contains(MONITORING)) {
            wrong.add("closed-for-metrics", service);
        }
    }

    private static void out(Pod pod, JsonNode rules, Mistakes wrong) {
        String service = pod.service();
        Set<Integer> open = new TreeSet<>();
        boolean vendors = false;
        boolean itself = false;
        for (JsonNode rule : rules) {
            Set<Integer> ports = ports(rule);
            open.addAll(ports);
            if (ports.isEmpty()) {
                wrong.add("egress-to-any-port", service);
            }
            for (JsonNode peer : rule.path("to")) {
                if (peer.has("podSelector")) {
                    wrong.add("egress-to-service", service);
                }
                if (peer.at("/namespaceSelector/matchLabels").toString().contains(INGRESS)) {
                    itself = true;
                    if (!ports.equals(CONTROLLER)) {
                        wrong.add("controller-ports", service, ports);
                    }
                }
                vendors |= peer.has("ipBlock") && ports.equals(Set.of(VENDORS));
                for (String network : INSIDE) {
                    if (peer.has("ipBlock")
                            && !peer.at("/ipBlock/except").toString().contains("\"" + network + "\"")) {
                        wrong.add("vendor-inside", service + " " + network);
                    }
                }
            }
            if (ports.contains(NAMES) && !protocols(rule).containsAll(Set.of("UDP", "TCP"))) {
                wrong.add("closed-to-dns", service);
            }
        }
        Set<Integer> reasons = new TreeSet<>(Set.of(NAMES));
        if (!open.contains(NAMES)) {
            wrong.add("closed-to-dns", service);
        }
        for (String broker : pod.value("KAFKA_BOOTSTRAP_SERVERS").orElse("").split(",")) {
            int port = Integer.parseInt("0" + broker.replaceFirst("^.*:", "").replaceAll("\\D", ""));
            reasons.add(port);
            if (!open.contains(port)) {
                wrong.add("closed-to-kafka", service + " " + port);
            }
        }
        pod.value("OTEL_EXPORTER_OTLP_ENDPOINT").ifPresent(endpoint -> {
            int port = URI.create(endpoint).getPort();
            reasons.add(port);
            if (!open.contains(port)) {
                wrong.add("closed-to-traces", service + " " + port);
            }
        });
        // The gateway checks its own clips at the public address.
        if (itself
                != (service.equals("telephony-gateway")
                        && pod.value("REPLY_MODE").orElse("").equals("twiml"))) {
            wrong.add(way(itself) + "to-public-address", service);
        }
        if (vendors != CALL_VENDORS.contains(service)) {
            wrong.add(way(vendors) + "to-vendors", service);
        }
        if (open.contains(DATABASE) != service.equals("crm-service")) {
            wrong.add(way(open.contains(DATABASE)) + "to-database", service);
        }
        reasons.add(DATABASE);
        if (vendors) {
            reasons.add(VENDORS);
        }
        if (itself) {
            reasons.addAll(CONTROLLER);
        }
        open.removeAll(reasons);
        if (!open.isEmpty()) {
            wrong.add("egress-port", service + " " + open);
        }
    }

    private static String way(boolean open) {
        return open ? "open-" : "closed-";
    }

    private static Set<Integer> ports(JsonNode rule) {
        Set<Integer> ports = new TreeSet<>();
        rule.path("ports").forEach(port -> ports.add(port.path("port").asInt()));
        return ports;
    }

    private static Set<String> protocols(JsonNode rule) {
        Set<String> protocols = new TreeSet<>();
        rule.path("ports").forEach(port -> protocols.add(port.path("protocol").asText()));
        return protocols;
    }
}

package io.agentlocator.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentlocator.events.Topic;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What is wrong with rendered objects, in sentences; nothing where all is right. */
final class Findings {

    static final Set<String> SERVICES = Set.of(
            "telephony-gateway", "media-ingest", "speech-service", "dialog-service", "watchdog-service", "crm-service");
    private static final Set<String> FROM_OUTSIDE = Set.of("telephony-gateway", "media-ingest");
    private static final Set<String> CALL_VENDORS =
            Set.of("telephony-gateway", "speech-service", "dialog-service", "watchdog-service");
    private static final Set<String> PROBES = Set.of("/q/health/started", "/q/health/ready", "/q/health/live");
    private static final ObjectMapper JSON = new ObjectMapper();

    private Findings() {}

    static List<String> of(List<JsonNode> objects) throws IOException {
        List<String> wrong = new ArrayList<>();
        for (JsonNode object : objects) {
            wrong.addAll(unknownFields(object));
        }
        deployments(objects, wrong);
        policies(objects, wrong);
        topics(objects, wrong);
        ingress(objects, wrong);
        wrong.addAll(Scaling.findings(objects));
        return wrong;
    }

    /** Parsed as Kubernetes would: a field that no kind has is a typing error that would be dropped in silence. */
    private static List<String> unknownFields(JsonNode object) {
        List<String> wrong = new ArrayList<>();
        if (object.path("apiVersion").asText().matches("(kafka\\.strimzi|gateway\\.networking|keda\\.sh).*")) {
            return wrong;
        }
        HasMetadata read = new KubernetesSerialization().unmarshal(object.toString(), HasMetadata.class);
        String where = object.path("kind").asText() + "/"
                + object.path("metadata").path("name").asText();
        JsonNode back = JSON.valueToTree(read);
        if (!(read instanceof KubernetesResource)
                || read.getClass().getSimpleName().equals("GenericKubernetesResource")) {
            wrong.add(where + " is of no known kind");
        }
        lost(object, back, where, wrong);
        unknown(read, where, wrong, 0);
        return wrong;
    }

    private static void lost(JsonNode written, JsonNode read, String where, List<String> wrong) {
        written.properties().forEach(field -> {
            JsonNode kept = read.path(field.getKey());
            boolean empty =
                    field.getValue().isContainerNode() && field.getValue().isEmpty();
            if (kept.isMissingNode() && !empty && !field.getValue().isNull()) {
                wrong.add(where + "." + field.getKey() + " is not read");
            } else if (field.getValue().isObject()) {
                lost(field.getValue(), kept, where + "." + field.getKey(), wrong);
            }
        });
    }

    /** The model keeps what it does not know in a map of its own. */
    private static void unknown(Object part, String where, List<String> wrong, int depth) {
        if (part == null || depth > 20) {
            return;
        }
        if (part instanceof Iterable<?> several) {
            several.forEach(one -> unknown(one, where, wrong, depth + 1));
            return;
        }
        if (!part.getClass().getName().startsWith("io.fabric8.kubernetes.api.model")) {
            return;
        }
        for (var method : part.getClass().getMethods()) {
            if (method.getParameterCount() > 0 || !method.getName().startsWith("get")) {
                continue;
            }
            try {
                Object value = method.invoke(part);
                if (method.getName().equals("getAdditionalProperties") && value instanceof Map<?, ?> more) {
                    more.keySet().forEach(name -> wrong.add(where + " has an unknown field " + name));
                } else if (!method.getName().equals("getClass")) {
                    unknown(value, where, wrong, depth + 1);
                }
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static void deployments(List<JsonNode> objects, List<String> wrong) throws IOException {
        Set<String> seen = new TreeSet<>();
        for (JsonNode deployment : ofKind(objects, "Deployment")) {
            JsonNode pod = deployment.at("/spec/template/spec");
            JsonNode container = pod.path("containers").path(0);
            String service = container.path("name").asText();
            seen.add(service);
            if (!SERVICES.contains(service)) {
                wrong.add(service + " is no service");
                continue;
            }
            Set<String> known = environmentOf(service);
            int drain = 0;
            for (JsonNode variable : container.path("env")) {
                String name = variable.path("name").asText();
                if (!known.contains(name)) {
                    wrong.add(service + " is told " + name + ", which it does not read");
                }
                drain = name.equals("DRAIN_SECONDS") ? variable.path("value").asInt() : drain;
            }
            if (pod.path("terminationGracePeriodSeconds").asInt() < drain + 20) {
                wrong.add(service + " is killed before it has drained");
            }
            if (container.at("/ports/0/containerPort").asInt() != 8080) {
                wrong.add(service + " does not listen on " + container.at("/ports/0/containerPort"));
            }
            for (String probe : List.of("startupProbe", "readinessProbe", "livenessProbe")) {
                String path = container.path(probe).path("httpGet").path("path").asText();
                if (!PROBES.contains(path)) {
                    wrong.add(service + " does not serve the " + probe + " " + path);
                }
            }
            if (container.at("/livenessProbe/httpGet/path").asText().equals("/q/health/ready")) {
                wrong.add(service + " would be killed for want of Kafka or a vendor");
            }
            if (!pod.at("/securityContext/runAsNonRoot").asBoolean()
                    || !container.at("/securityContext/readOnlyRootFilesystem").asBoolean()
                    || container.at("/securityContext/allowPrivilegeEscalation").asBoolean(true)
                    || pod.path("automountServiceAccountToken").asBoolean(true)
                    || !container
                            .at("/securityContext/capabilities/drop/0")
                            .asText()
                            .equals("ALL")
                    || !pod.at("/securityContext/seccompProfile/type").asText().equals("RuntimeDefault")) {
                wrong.add(service + " may do more than it needs");
            }
            if (!container.path("image").asText().matches(".*/" + service + ":[0-9a-f]{7,40}")) {
                wrong.add(service + " is not pinned to a commit: "
                        + container.path("image").asText());
            }
        }
        if (!seen.containsAll(SERVICES)) {
            wrong.add("of the services only these are deployed: " + seen);
        }
    }

    /** What a service's own settings, and those that all share, read from the environment. */
    static Set<String> environmentOf(String service) throws IOException {
        var names = new TreeSet<>(Set.of(
                "INSTANCE_ID",
                "JDK_JAVA_OPTIONS",
                "KAFKA_BOOTSTRAP_SERVERS",
                "KAFKA_SECURITY_PROTOCOL",
                "KAFKA_SASL_MECHANISM",
                "KAFKA_SASL_JAAS_CONFIG"));
        List<Path> settings = List.of(
                Chart.ROOT.resolve("service-shell/src/main/resources/META-INF/microprofile-config.properties"),
                Chart.ROOT.resolve(service + "/src/main/resources/application.properties"));
        for (Path file : settings) {
            add(Pattern.compile("\\$\\{([A-Z][A-Z0-9_]+)"), Files.readString(file), names);
        }
        // Some are read where they are needed: the credentials of Google, the address of the database.
        for (String source : sourcesOf(service)) {
            add(Pattern.compile("\"([A-Z][A-Z0-9]+(?:_[A-Z0-9]+)+)\""), source, names);
        }
        return names;
    }

    static List<String> sourcesOf(String service) throws IOException {
        List<String> texts = new ArrayList<>();
        try (Stream<Path> sources = Files.walk(Chart.ROOT.resolve(service + "/src/main/java"))) {
            for (Path source :
                    sources.filter(file -> file.toString().endsWith(".java")).toList()) {
                texts.add(Files.readString(source));
            }
        }
        return texts;
    }

    private static void add(Pattern pattern, String text, Set<String> names) {
        Matcher name = pattern.matcher(text);
        while (name.find()) {
            names.add(name.group(1));
        }
    }

    private static void policies(List<JsonNode> objects, List<String> wrong) {
        Map<String, JsonNode> policies = new LinkedHashMap<>();
        for (JsonNode policy : ofKind(objects, "NetworkPolicy")) {
            policies.put(
                    policy.at("/spec/podSelector/matchLabels/app.kubernetes.io~1name")
                            .asText(),
                    policy);
        }
        if (policies.isEmpty()) {
            return;
        }
        for (String service : SERVICES) {
            JsonNode policy = policies.get(service);
            if (policy == null) {
                wrong.add(service + " has no network policy");
                continue;
            }
            String in = policy.at("/spec/ingress").toString();
            String out = policy.at("/spec/egress").toString();
            if (in.contains("ingress-nginx") != FROM_OUTSIDE.contains(service)) {
                wrong.add(service + (in.contains("ingress-nginx") ? " may" : " may not") + " be reached from outside");
            }
            if (out.contains("\"port\":443") != CALL_VENDORS.contains(service)) {
                wrong.add(service + (out.contains("\"port\":443") ? " may" : " may not") + " call a vendor");
            }
            if (out.contains("\"port\":5432") != service.equals("crm-service")) {
                wrong.add(service + (out.contains("\"port\":5432") ? " may" : " may not") + " reach the database");
            }
            if (!out.contains("\"port\":9092")) {
                wrong.add(service + " may not reach Kafka");
            }
            if (in.contains("podSelector") || out.contains("podSelector")) {
                wrong.add(service + " may speak to another service");
            }
        }
    }

    private static void topics(List<JsonNode> objects, List<String> wrong) {
        List<JsonNode> declared = ofKind(objects, "KafkaTopic");
        if (!declared.isEmpty()) {
            Set<String> names = new TreeSet<>();
            for (JsonNode topic : declared) {
                String name = topic.at("/metadata/name").asText();
                names.add(name);
                Topic.named(name)
                        .ifPresentOrElse(
                                known -> known.settings().forEach((setting, value) -> {
                                    String chart = topic.at("/spec/config")
                                            .path(setting)
                                            .asText();
                                    if (!chart.equals(value)) {
                                        wrong.add(name + " has " + setting + "=" + chart + ", the code " + value);
                                    }
                                }),
                                () -> wrong.add(name + " is no topic of the code"));
            }
            for (Topic topic : Topic.values()) {
                if (!names.contains(topic.topicName())) {
                    wrong.add(topic.topicName() + " is not created");
                }
            }
        }
        for (JsonNode job : ofKind(objects, "Job")) {
            String script = job.at("/spec/template/spec/containers/0/command/2").asText();
            for (Topic topic : Topic.values()) {
                if (!script.contains("--create --if-not-exists --topic " + topic.topicName() + " ")) {
                    wrong.add(topic.topicName() + " is not created");
                }
                topic.settings().forEach((setting, value) -> {
                    if (!script.lines()
                            .anyMatch(line -> line.contains("--entity-name " + topic.topicName() + " ")
                                    && line.contains(setting + "=" + value))) {
                        wrong.add(topic.topicName() + " is created without " + setting + "=" + value);
                    }
                });
            }
        }
    }

    private static void ingress(List<JsonNode> objects, List<String> wrong) {
        for (JsonNode ingress : ofKind(objects, "Ingress")) {
            Map<String, String> routes = new LinkedHashMap<>();
            for (JsonNode path : ingress.at("/spec/rules/0/http/paths")) {
                routes.put(
                        path.path("path").asText(),
                        path.at("/backend/service/name").asText());
            }
            if (!routes.getOrDefault("/ws/", "").endsWith("-media-ingest")) {
                wrong.add("/ws/ does not lead to media-ingest");
            }
            for (String path : List.of("/webhook", "/static", "/healthz", "/readyz", "/version", "/ops")) {
                if (!routes.getOrDefault(path, "").endsWith("-telephony-gateway")) {
                    wrong.add(path + " does not lead to telephony-gateway");
                }
            }
            if (routes.values().stream().anyMatch(name -> name.endsWith("-crm-service"))) {
                wrong.add("the CRM, which asks nobody for a name, is open to the world");
            }
            JsonNode annotations = ingress.at("/metadata/annotations");
            for (String timeout : List.of("proxy-read-timeout", "proxy-send-timeout")) {
                if (annotations.path("nginx.ingress.kubernetes.io/" + timeout).asInt() < 3600) {
                    wrong.add(timeout + " is shorter than a call may be");
                }
            }
        }
    }

    static List<JsonNode> ofKind(List<JsonNode> objects, String kind) {
        return objects.stream()
                .filter(object -> object.path("kind").asText().equals(kind))
                .toList();
    }
}

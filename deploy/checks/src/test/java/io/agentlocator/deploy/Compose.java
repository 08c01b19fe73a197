package io.agentlocator.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Quantity;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Compares the compose file with the variables that the services read, with .env.example, and with the chart. */
final class Compose {

    /** Variables that the file sets itself, because they follow from other containers or from other variables. */
    private static final Set<String> ITS_OWN = Set.of(
            "KAFKA_BOOTSTRAP_SERVERS",
            "INSTANCE_ID",
            "JDK_JAVA_OPTIONS",
            "PUBLIC_BASE_URL",
            "DATABASE_URL",
            "DRAIN_SECONDS",
            "GOOGLE_APPLICATION_CREDENTIALS");
    /** Variables that the image sets, or that the Kafka of the file does not need. */
    private static final Set<String> NOT_HANDED_ON = Set.of(
            "PORT",
            "HTTP_HOST",
            "AGENTLOCATOR_MODELS",
            "KAFKA_SECURITY_PROTOCOL",
            "KAFKA_SASL_MECHANISM",
            "KAFKA_SASL_JAAS_CONFIG");

    private static final Pattern ASKED_FOR = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)");
    private static final Pattern OFFERED = Pattern.compile("(?m)^(#?)([A-Z][A-Z0-9_]*)=(.*)$");

    private Compose() {}

    /** @param example the text of .env.example */
    static Set<Mistakes.Mistake> mistakes(String yaml, String example) throws IOException {
        var wrong = new Mistakes();
        // Resolves anchors and merges, as compose does.
        JsonNode services = new ObjectMapper()
                .valueToTree(new Yaml(new SafeConstructor(new LoaderOptions())).<Object>load(yaml))
                .path("services");
        List<Pod> pods = Pod.of(Chart.objects(Chart.rendered(Map.of())));
        Set<String> asked = asked(yaml.replaceAll("(?m)^\\s*#.*$", ""));
        for (String service : Environment.SERVICES) {
            JsonNode one = services.path(service);
            if (!one.path("image").asText().startsWith("agentlocator/" + service + ":${TAG")) {
                wrong.add("image-not-pinned", service);
            }
            one.path("environment").properties().forEach(variable -> {
                if (variable.getValue().isNull()) {
                    asked.add(variable.getKey());
                }
            });
            environment(service, one.path("environment"), wrong);
            end(service, one, wrong);
            pods.stream().filter(pod -> pod.service().equals(service)).forEach(pod -> asInTheChart(pod, one, wrong));
            String health = one.at("/healthcheck/test/3").asText();
            if (!health.contains("/dev/tcp/127.0.0.1/8080") || !health.contains("GET /q/health/ready HTTP/1.1")) {
                wrong.add("health-check", service);
            }
            // Docker mounts a tmpfs with noexec by default; native libraries are loaded from this one.
            if (!one.path("read_only").asBoolean()
                    || !one.at("/tmpfs/0").asText().matches("/tmp:(.*,)?exec(,.*)?")) {
                wrong.add("file-system", service);
            }
        }
        services.properties().forEach(one -> open(one.getKey(), one.getValue().path("ports"), wrong));
        kafka(services.path("kafka"), wrong);
        offered(asked, example, wrong);
        return wrong.all();
    }

    /** Only the proxy may be reached from other machines: the services ask for no credentials. */
    private static void open(String service, JsonNode ports, Mistakes wrong) {
        for (JsonNode port : ports) {
            if (!service.equals("caddy") && !port.asText().startsWith("127.0.0.1:")) {
                wrong.add("port-public", service + " " + port.asText());
            }
        }
    }

    /** Its records must outlive the container, and a client at a published port must be sent back to that port. */
    private static void kafka(JsonNode kafka, Mistakes wrong) {
        JsonNode environment = kafka.path("environment");
        String kept = environment.path("KAFKA_LOG_DIRS").asText("/tmp/kafka-logs");
        if (StreamSupport.stream(kafka.path("volumes").spliterator(), false)
                .noneMatch(volume -> volume.asText().endsWith(":" + kept))) {
            wrong.add("kafka-volume", kept);
        }
        List<String> advertised =
                List.of(environment.path("KAFKA_ADVERTISED_LISTENERS").asText().split(","));
        for (JsonNode port : kafka.path("ports")) {
            String outside = port.asText().replaceFirst("^.*?(\\d+):\\d+$", "$1");
            String inside = port.asText().replaceFirst("^.*:", "");
            Optional<String> listener = Stream.of(
                            environment.path("KAFKA_LISTENERS").asText().split(","))
                    .filter(each -> each.endsWith("://:" + inside))
                    .map(each -> each.replaceFirst("://.*$", ""))
                    .findFirst();
            if (listener.isEmpty() || !advertised.contains(listener.get() + "://localhost:" + outside)) {
                wrong.add("kafka-advertised", outside, advertised);
            }
        }
    }

    private static void environment(String service, JsonNode environment, Mistakes wrong) throws IOException {
        Map<String, String> read = Environment.of(service);
        Set<String> handed = asked(environment.toString());
        environment.properties().forEach(variable -> {
            String name = variable.getKey();
            handed.add(name);
            if (!read.containsKey(name)) {
                wrong.add("variable-unread", service + " " + name);
            } else if (!ITS_OWN.contains(name)) {
                form(service, name, variable.getValue(), read.getOrDefault(name, ""), wrong);
            } else if (variable.getValue().isNull()) {
                wrong.add("variable-optional", service + " " + name);
            }
        });
        for (String name : read.keySet()) {
            if (!handed.contains(name) && !NOT_HANDED_ON.contains(name) && !name.startsWith("KAFKA_SSL_")) {
                wrong.add("variable-not-handed", service + " " + name);
            }
        }
    }

    /** Without a default, empty means not set. With a default, an empty value would keep the service from starting. */
    private static void form(String service, String name, JsonNode value, String standard, Mistakes wrong) {
        boolean needed = Environment.neededBy(service).contains(name);
        if (!standard.isEmpty()) {
            String wanted = "${" + name + ":-" + standard + "}";
            if (!value.asText().equals(wanted)) {
                wrong.add("variable-default", service + " " + name, value + ", not " + wanted);
            }
        } else if (needed && !value.asText().startsWith("${" + name + ":?")) {
            wrong.add("variable-optional", service + " " + name);
        } else if (!needed && !value.isNull() && !value.asText().startsWith("${" + name + ":")) {
            wrong.add("variable-fixed", service + " " + name, value);
        }
    }

    private static void end(String service, JsonNode one, Mistakes wrong) {
        String grace = one.path("stop_grace_period").asText("10s");
        int drain = one.at("/environment/DRAIN_SECONDS").asInt(0);
        if (Integer.parseInt(grace.replace("s", "")) < drain + Workloads.CLOSING_SECONDS) {
            wrong.add("killed-before-drained", service);
        }
    }

    private static void asInTheChart(Pod pod, JsonNode one, Mistakes wrong) {
        String limit = one.path("mem_limit").asText("0m").toUpperCase(Locale.ROOT) + "i";
        String inChart = pod.container().at("/resources/limits/memory").asText();
        if (Quantity.getAmountInBytes(Quantity.parse(limit))
                        .compareTo(Quantity.getAmountInBytes(Quantity.parse(inChart)))
                != 0) {
            wrong.add("memory-differs", pod.service(), limit + ", in the chart " + inChart);
        }
        String options = one.at("/environment/JDK_JAVA_OPTIONS").asText();
        if (!options.equals(pod.value("JDK_JAVA_OPTIONS").orElse(""))) {
            wrong.add("java-options", pod.service(), options);
        }
    }

    private static void offered(Set<String> asked, String example, Mistakes wrong) throws IOException {
        Map<String, Boolean> offered = new TreeMap<>();
        Matcher name = OFFERED.matcher(example);
        while (name.find()) {
            offered.put(name.group(2), name.group(1).isEmpty());
            for (String service : Environment.SERVICES) {
                String standard = Environment.of(service).getOrDefault(name.group(2), "");
                if (!standard.isEmpty() && !standard.equals(name.group(3))) {
                    wrong.add("offer-default", name.group(2), service + " takes " + standard);
                }
            }
        }
        for (String one : asked) {
            if (!offered.containsKey(one)) {
                wrong.add("offer-missing", one);
            }
        }
        offered.forEach((one, filledIn) -> {
            boolean elsewhere = ITS_OWN.contains(one) || NOT_HANDED_ON.contains(one);
            if (!asked.contains(one) && (filledIn || !elsewhere)) {
                wrong.add("offer-unused", one);
            }
        });
    }

    private static Set<String> asked(String text) {
        Set<String> asked = new TreeSet<>();
        Matcher name = ASKED_FOR.matcher(text);
        while (name.find()) {
            asked.add(name.group(1));
        }
        return asked;
    }
}

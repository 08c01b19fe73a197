package io.agentlocator.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Quantity;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** The pod of each service: image, probes, termination, memory and rights. */
final class Workloads {

    private static final Map<String, String> PROBES = Map.of(
            "startupProbe", "/q/health/started",
            "readinessProbe", "/q/health/ready",
            "livenessProbe", "/q/health/live");
    /** How long a service needs to stop after its calls have ended. */
    static final int CLOSING_SECONDS = 20;

    private static final Set<String> FILES =
            Set.of("GOOGLE_APPLICATION_CREDENTIALS", "KAFKA_SSL_TRUSTSTORE_LOCATION", "KAFKA_SSL_KEYSTORE_LOCATION");

    /** Resident memory measured with both local engines open. A pod that requests less is the first to be killed. */
    private static final Map<String, String> RESIDENT = Map.of("speech-service", "1850M");

    private static final Pattern HEAP = Pattern.compile("-Xmx([0-9]+)([mg])");

    private Workloads() {}

    static void check(List<JsonNode> objects, Mistakes wrong) throws IOException {
        Set<String> seen = new TreeSet<>();
        for (Pod pod : Pod.of(objects)) {
            String service = pod.service();
            if (!Environment.SERVICES.contains(service)) {
                wrong.add("service-unknown", service);
                continue;
            }
            if (!seen.add(service)) {
                wrong.add("deployed-twice", service);
            }
            listening(pod, wrong);
            probes(pod, wrong);
            end(pod, wrong);
            memory(pod, wrong);
            rights(pod, wrong);
            mounted(service, pod.spec(), wrong);
            String image = pod.container().path("image").asText();
            if (!image.matches(".*/" + service + ":[0-9a-f]{7,40}")) {
                wrong.add("image-not-pinned", service, image);
            }
        }
        for (JsonNode budget : Chart.ofKind(objects, "PodDisruptionBudget")) {
            if (!budget.at("/spec/unhealthyPodEvictionPolicy").asText().equals("AlwaysAllow")) {
                wrong.add("eviction-policy", budget.at("/metadata/name").asText());
            }
        }
        for (String service : Environment.SERVICES) {
            if (!seen.contains(service)) {
                wrong.add("service-not-deployed", service);
            }
        }
    }

    private static void listening(Pod pod, Mistakes wrong) throws IOException {
        String port = pod.value("PORT").orElse(Environment.of(pod.service()).getOrDefault("PORT", ""));
        for (JsonNode open : pod.container().path("ports")) {
            if (!open.path("containerPort").asText().equals(port)) {
                wrong.add("port-not-listened", pod.service(), open.path("containerPort"));
            }
        }
        JsonNode scraped = pod.annotations().path("prometheus.io/port");
        if (!scraped.asText().equals(port)
                || !pod.annotations().path("prometheus.io/path").asText().equals("/q/metrics")) {
            wrong.add("metrics-annotation", pod.service());
        }
    }

    private static void probes(Pod pod, Mistakes wrong) {
        PROBES.forEach((probe, path) -> {
            JsonNode get = pod.container().path(probe).path("httpGet");
            String asked = get.path("path").asText();
            if (probe.equals("livenessProbe") && asked.equals(PROBES.get("readinessProbe"))) {
                wrong.add("liveness-is-readiness", pod.service());
            } else if (!asked.equals(path)) {
                wrong.add("probe-path", pod.service() + " " + probe, asked);
            }
            JsonNode port = get.path("port");
            if (port.isInt()
                    ? StreamSupport.stream(pod.container().path("ports").spliterator(), false)
                            .noneMatch(open -> open.path("containerPort").equals(port))
                    : pod.port(port.asText()) == 0) {
                wrong.add("probe-port", pod.service() + " " + probe, port);
            }
        });
    }

    private static void end(Pod pod, Mistakes wrong) {
        int drain = Math.max(
                pod.value("DRAIN_SECONDS").map(Integer::parseInt).orElse(0),
                pod.value("DRAIN_SETTLE_SECONDS").map(Integer::parseInt).orElse(0));
        if (pod.spec().path("terminationGracePeriodSeconds").asInt(30) < drain + CLOSING_SECONDS) {
            wrong.add("killed-before-drained", pod.service());
        }
    }

    /** Models, stacks and buffers need memory besides the heap. */
    private static void memory(Pod pod, Mistakes wrong) {
        String limit = pod.container().at("/resources/limits/memory").asText();
        Matcher heap = HEAP.matcher(pod.value("JDK_JAVA_OPTIONS").orElse(""));
        if (limit.isEmpty() || !heap.find()) {
            wrong.add("memory-unlimited", pod.service());
        } else if (Quantity.getAmountInBytes(Quantity.parse(limit))
                        .compareTo(new BigDecimal(bytes(heap)).multiply(BigDecimal.valueOf(2)))
                < 0) {
            wrong.add("memory-beside-heap", pod.service(), heap.group() + " of " + limit);
        }
        if (!pod.value("JDK_JAVA_OPTIONS").orElse("").contains("-XX:+ExitOnOutOfMemoryError")) {
            wrong.add("survives-out-of-memory", pod.service());
        }
        String promised = pod.container().at("/resources/requests/memory").asText("0");
        if (Quantity.getAmountInBytes(Quantity.parse(promised))
                        .compareTo(Quantity.getAmountInBytes(Quantity.parse(RESIDENT.getOrDefault(pod.service(), "1"))))
                < 0) {
            wrong.add("memory-request", pod.service(), promised);
        }
    }

    /** Every mount is of a volume of the pod, and every file that a variable names is below a mount. */
    static void mounted(String who, JsonNode pod, Mistakes wrong) {
        Set<String> volumes = new TreeSet<>();
        pod.path("volumes").forEach(volume -> volumes.add(volume.path("name").asText()));
        Set<String> places = new TreeSet<>();
        for (JsonNode mount : pod.at("/containers/0/volumeMounts")) {
            places.add(mount.path("mountPath").asText());
            if (!volumes.contains(mount.path("name").asText())) {
                wrong.add("mount-without-volume", who + " " + mount.path("name").asText());
            }
        }
        for (JsonNode variable : pod.at("/containers/0/env")) {
            String name = variable.path("name").asText();
            if (FILES.contains(name)
                    && places.stream().noneMatch(variable.path("value").asText()::startsWith)) {
                wrong.add("file-not-mounted", who + " " + name);
            }
        }
    }

    private static long bytes(Matcher heap) {
        return Long.parseLong(heap.group(1)) << (heap.group(2).equals("g") ? 30 : 20);
    }

    private static void rights(Pod pod, Mistakes wrong) {
        JsonNode container = pod.container().path("securityContext");
        if (!pod.spec().at("/securityContext/runAsNonRoot").asBoolean()
                || !container.path("readOnlyRootFilesystem").asBoolean()
                || container.path("allowPrivilegeEscalation").asBoolean(true)
                || pod.spec().path("automountServiceAccountToken").asBoolean(true)
                || !container.at("/capabilities/drop/0").asText().equals("ALL")
                || !pod.spec()
                        .at("/securityContext/seccompProfile/type")
                        .asText()
                        .equals("RuntimeDefault")) {
            wrong.add("privileges", pod.service());
        }
        JsonNode mounted = pod.container().at("/volumeMounts/0");
        if (!mounted.path("mountPath").asText().equals("/tmp")
                || !pod.spec().at("/volumes/0/name").equals(mounted.path("name"))) {
            wrong.add("tmp-missing", pod.service());
        }
    }
}

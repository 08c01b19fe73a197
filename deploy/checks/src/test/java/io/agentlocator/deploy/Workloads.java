package io.agentlocator.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Quantity;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** Each service's pod: its image, its probes, its end, its memory, and what it may do. */
final class Workloads {

    private static final Map<String, String> PROBES = Map.of(
            "startupProbe", "/q/health/started",
            "readinessProbe", "/q/health/ready",
            "livenessProbe", "/q/health/live");
    /** What closing takes, after the calls have ended. */
    static final int CLOSING_SECONDS = 20;

    private static final Set<String> FILES =
            Set.of("GOOGLE_APPLICATION_CREDENTIALS", "KAFKA_SSL_TRUSTSTORE_LOCATION", "KAFKA_SSL_KEYSTORE_LOCATION");

    /** What was resident with both local engines open; a pod that was promised less is the first to be killed. */
    private static final Map<String, String> RESIDENT = Map.of("speech-service", "1850M");

    private static final Pattern HEAP = Pattern.compile("-Xmx([0-9]+)([mg])");

    private Workloads() {}

    static List<String> findings(List<JsonNode> objects) throws IOException {
        List<String> wrong = new ArrayList<>();
        Set<String> seen = new TreeSet<>();
        for (Pod pod : Pod.of(objects)) {
            String service = pod.service();
            if (!Findings.SERVICES.contains(service)) {
                wrong.add(service + " is no service");
                continue;
            }
            if (!seen.add(service)) {
                wrong.add(service + " is deployed twice");
            }
            listening(pod, wrong);
            probes(pod, wrong);
            end(pod, wrong);
            memory(pod, wrong);
            rights(pod, wrong);
            mounted(service, pod.spec(), wrong);
            String image = pod.container().path("image").asText();
            if (!image.matches(".*/" + service + ":[0-9a-f]{7,40}")) {
                wrong.add(service + " is not pinned to a commit: " + image);
            }
        }
        for (JsonNode budget : Chart.ofKind(objects, "PodDisruptionBudget")) {
            if (!budget.at("/spec/unhealthyPodEvictionPolicy").asText().equals("AlwaysAllow")) {
                wrong.add(budget.at("/metadata/name").asText() + " keeps its node for as long as it is not ready");
            }
        }
        if (!seen.containsAll(Findings.SERVICES)) {
            wrong.add("of the services only these are deployed: " + seen);
        }
        return wrong;
    }

    private static void listening(Pod pod, List<String> wrong) throws IOException {
        String port = pod.told("PORT").orElse(Environment.of(pod.service()).getOrDefault("PORT", ""));
        for (JsonNode open : pod.container().path("ports")) {
            if (!open.path("containerPort").asText().equals(port)) {
                wrong.add(pod.service() + " does not listen on " + open.path("containerPort"));
            }
        }
        JsonNode scraped = pod.annotations().path("prometheus.io/port");
        if (!scraped.asText().equals(port)
                || !pod.annotations().path("prometheus.io/path").asText().equals("/q/metrics")) {
            wrong.add(pod.service() + " does not show its metrics where Prometheus is sent");
        }
    }

    private static void probes(Pod pod, List<String> wrong) {
        PROBES.forEach((probe, path) -> {
            JsonNode get = pod.container().path(probe).path("httpGet");
            String asked = get.path("path").asText();
            if (probe.equals("livenessProbe") && asked.equals(PROBES.get("readinessProbe"))) {
                wrong.add(pod.service() + " would be killed for want of Kafka or a vendor");
            } else if (!asked.equals(path)) {
                wrong.add(pod.service() + " does not serve the " + probe + " " + asked);
            }
            JsonNode port = get.path("port");
            if (port.isInt()
                    ? StreamSupport.stream(pod.container().path("ports").spliterator(), false)
                            .noneMatch(open -> open.path("containerPort").equals(port))
                    : pod.port(port.asText()) == 0) {
                wrong.add(pod.service() + " has no port " + port.asText() + " for the " + probe);
            }
        });
    }

    private static void end(Pod pod, List<String> wrong) {
        int drain = Math.max(
                pod.told("DRAIN_SECONDS").map(Integer::parseInt).orElse(0),
                pod.told("DRAIN_SETTLE_SECONDS").map(Integer::parseInt).orElse(0));
        if (pod.spec().path("terminationGracePeriodSeconds").asInt(30) < drain + CLOSING_SECONDS) {
            wrong.add(pod.service() + " is killed before it has drained");
        }
    }

    /** Models, stacks and buffers live beside the heap. */
    private static void memory(Pod pod, List<String> wrong) {
        String limit = pod.container().at("/resources/limits/memory").asText();
        Matcher heap = HEAP.matcher(pod.told("JDK_JAVA_OPTIONS").orElse(""));
        if (limit.isEmpty() || !heap.find()) {
            wrong.add(pod.service() + " has no limit to its memory");
        } else if (Quantity.getAmountInBytes(Quantity.parse(limit))
                        .compareTo(new BigDecimal(bytes(heap)).multiply(BigDecimal.valueOf(2)))
                < 0) {
            wrong.add(pod.service() + " has no room beside its heap: " + heap.group() + " of " + limit);
        }
        String promised = pod.container().at("/resources/requests/memory").asText("0");
        if (Quantity.getAmountInBytes(Quantity.parse(promised))
                        .compareTo(Quantity.getAmountInBytes(Quantity.parse(RESIDENT.getOrDefault(pod.service(), "1"))))
                < 0) {
            wrong.add(pod.service() + " is promised less memory than it takes: " + promised);
        }
    }

    /** What is mounted is a volume of the pod, and a file that is told of lies in one. */
    static void mounted(String who, JsonNode pod, List<String> wrong) {
        Set<String> volumes = new TreeSet<>();
        pod.path("volumes").forEach(volume -> volumes.add(volume.path("name").asText()));
        Set<String> places = new TreeSet<>();
        for (JsonNode mount : pod.at("/containers/0/volumeMounts")) {
            places.add(mount.path("mountPath").asText());
            if (!volumes.contains(mount.path("name").asText())) {
                wrong.add(who + " mounts " + mount.path("name").asText() + ", which its pod does not have");
            }
        }
        for (JsonNode variable : pod.at("/containers/0/env")) {
            String name = variable.path("name").asText();
            if (FILES.contains(name)
                    && places.stream().noneMatch(variable.path("value").asText()::startsWith)) {
                wrong.add(who + " is told " + name + ", where nothing is mounted");
            }
        }
    }

    private static long bytes(Matcher heap) {
        return Long.parseLong(heap.group(1)) << (heap.group(2).equals("g") ? 30 : 20);
    }

    private static void rights(Pod pod, List<String> wrong) {
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
            wrong.add(pod.service() + " may do more than it needs");
        }
        JsonNode mounted = pod.container().at("/volumeMounts/0");
        if (!mounted.path("mountPath").asText().equals("/tmp")
                || !pod.spec().at("/volumes/0/name").equals(mounted.path("name"))) {
            wrong.add(pod.service() + " has nowhere to put a file");
        }
    }
}

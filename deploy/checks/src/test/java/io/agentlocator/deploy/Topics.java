package io.agentlocator.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentlocator.events.Topic;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The topics that Strimzi or a script creates, against those of the code. */
final class Topics {

    /** Topics whose key is not a call. */
    private static final Set<Topic> NOT_BY_CALL =
            EnumSet.of(Topic.LEADS, Topic.MESSAGES, Topic.SERVICE_STATES, Topic.OPS_LOG, Topic.DEAD_LETTERS);

    private static final Pattern CREATE =
            Pattern.compile("--create --if-not-exists --topic (\\S+) --partitions (\\d+) --replication-factor (\\d+)");
    private static final Pattern SET = Pattern.compile("--entity-name (\\S+) --add-config (\\S+)");
    /** A value with a comma is written in brackets. */
    private static final Pattern SETTING = Pattern.compile("([a-z.]+)=\\[?((?<=\\[)[^]]*|[^,]*)");

    private record Created(String name, int partitions, int copies, Map<String, String> settings) {}

    private Topics() {}

    static void check(List<JsonNode> objects, Mistakes wrong) {
        List<Created> declared = new ArrayList<>();
        for (JsonNode topic : Chart.ofKind(objects, "KafkaTopic")) {
            Map<String, String> settings = new HashMap<>();
            topic.at("/spec/config")
                    .properties()
                    .forEach(setting ->
                            settings.put(setting.getKey(), setting.getValue().asText()));
            String name = topic.at("/metadata/name").asText();
            declared.add(new Created(
                    name,
                    topic.at("/spec/partitions").asInt(),
                    topic.at("/spec/replicas").asInt(),
                    settings));
            if (!topic.at("/metadata/annotations")
                    .path("helm.sh/resource-policy")
                    .asText()
                    .equals("keep")) {
                wrong.add("topic-released", name);
            }
            if (topic.at("/metadata/labels/strimzi.io~1cluster").asText().isEmpty()) {
                wrong.add("topic-without-cluster", name);
            }
        }
        if (!declared.isEmpty()) {
            compare(declared, wrong);
        }
        for (JsonNode job : Chart.ofKind(objects, "Job")) {
            JsonNode container = job.at("/spec/template/spec/containers/0");
            once(job, Pod.of(objects), wrong);
            script(container.at("/command/2").asText(), wrong);
            Map<String, JsonNode> given = new HashMap<>();
            container
                    .path("env")
                    .forEach(variable -> given.put(variable.path("name").asText(), variable));
            for (Pod pod : Pod.of(objects)) {
                pod.variables().forEach((name, variable) -> {
                    if (name.startsWith("KAFKA_") && !variable.equals(given.get(name))) {
                        wrong.add("topics-login", name + " " + pod.service());
                    }
                });
            }
        }
    }

    /** The number of partitions; empty when the chart does not create the topics. */
    static OptionalInt partitions(List<JsonNode> objects) {
        return Stream.concat(
                        Chart.ofKind(objects, "KafkaTopic").stream()
                                .map(topic -> topic.at("/spec/partitions").asInt()),
                        Chart.ofKind(objects, "Job").stream()
                                .map(job -> CREATE.matcher(job.at("/spec/template/spec/containers/0/command/2")
                                        .asText()))
                                .flatMap(create -> create.results().map(each -> Integer.parseInt(each.group(2)))))
                .mapToInt(Integer::intValue)
                .min();
    }

    /** The job runs once for each version and keeps its log for a while. */
    private static void once(JsonNode job, List<Pod> pods, Mistakes wrong) {
        String name = job.at("/metadata/name").asText();
        JsonNode pod = job.at("/spec/template/spec");
        boolean hook = job.at("/metadata/annotations").has("helm.sh/hook");
        String version =
                job.at("/metadata/labels").path("app.kubernetes.io/version").asText();
        if (!hook && (version.isEmpty() || !name.contains(version.substring(0, 7)))) {
            wrong.add("job-name", name);
        }
        if (!job.at("/spec").has("ttlSecondsAfterFinished")) {
            wrong.add("job-kept", name);
        }
        if (!pod.path("restartPolicy").asText().equals("Never")) {
            wrong.add("job-restart", name);
        }
        if (pods.stream()
                .anyMatch(other -> !other.spec().path("imagePullSecrets").equals(pod.path("imagePullSecrets")))) {
            wrong.add("job-pull-secrets", name);
        }
        if (pod.at("/containers/0/resources/limits/memory").isMissingNode()) {
            wrong.add("memory-unlimited", name);
        }
        Workloads.mounted(name, pod, wrong);
    }

    /** @param script that calls Kafka's own tools, a line for each topic and its settings */
    static void script(String script, Mistakes wrong) {
        Map<String, Map<String, String>> settings = new HashMap<>();
        Matcher set = SET.matcher(script);
        while (set.find()) {
            settings.put(
                    set.group(1),
                    SETTING.matcher(set.group(2))
                            .results()
                            .collect(Collectors.toMap(each -> each.group(1), each -> each.group(2))));
        }
        List<Created> created = new ArrayList<>();
        Matcher create = CREATE.matcher(script);
        while (create.find()) {
            created.add(new Created(
                    create.group(1),
                    Integer.parseInt(create.group(2)),
                    Integer.parseInt(create.group(3)),
                    settings.getOrDefault(create.group(1), Map.of())));
        }
        compare(created, wrong);
    }

    private static void compare(List<Created> created, Mistakes wrong) {
        Map<Topic, Created> known = new LinkedHashMap<>();
        for (Created topic : created) {
            Topic.named(topic.name())
                    .ifPresentOrElse(ours -> known.put(ours, topic), () -> wrong.add("topic-unknown", topic.name()));
        }
        Set<Integer> partitions = new TreeSet<>();
        for (Topic topic : Topic.values()) {
            Created there = known.get(topic);
            if (there == null) {
                wrong.add("topic-missing", topic.topicName());
                continue;
            }
            var settings = new TreeMap<>(topic.settings());
            if (there.copies() >= 3) {
                // With one broker of three away, an acknowledged record survives the loss of another one.
                settings.put("min.insync.replicas", "2");
            }
            if (!there.settings().equals(settings)) {
                wrong.add("topic-settings", topic.topicName(), new TreeMap<>(there.settings()) + ", not " + settings);
            }
            if (!NOT_BY_CALL.contains(topic)) {
                partitions.add(there.partitions());
            }
        }
        if (partitions.size() > 1) {
            wrong.add("topic-partitions", partitions.toString());
        }
    }
}

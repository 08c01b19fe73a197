package io.agentlocator.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The variables of the pods, against those that the services read and need, and the sources of secrets. */
final class Variables {

    private static final List<String> THE_SAME_EVERYWHERE =
            List.of("REPLY_MODE", "KAFKA_BOOTSTRAP_SERVERS", "KAFKA_SECURITY_PROTOCOL", "PUBLIC_BASE_URL");

    private static final List<String> SIGNS_OR_CHECKS = List.of("telephony-gateway", "media-ingest");
    /** Optional secrets: a pod that refers to one needs it. */
    private static final Set<String> ASKED_FOR = Set.of("STREAM_TOKEN_SECRET", "OPENAI_SPEECH_API_KEY");

    /** What replaces a vendor's key: another key, or a server that needs none. */
    private static final Map<String, Set<String>> INSTEAD = Map.of(
            "GCP_CREDENTIALS_JSON",
            Set.of(
                    "GOOGLE_APPLICATION_CREDENTIALS",
                    "GOOGLE_TTS_SA_JSON",
                    "GOOGLE_CLOUD_SERVICE_ACCOUNT_JSON",
                    "GOOGLE_PLAINTEXT"),
            "OPENAI_API_KEY",
            Set.of("OPENAI_SPEECH_API_KEY"));

    private Variables() {}

    static void check(List<JsonNode> objects, Mistakes wrong) throws IOException {
        Map<String, Set<String>> values = new TreeMap<>();
        for (Pod pod : Pod.of(objects)) {
            if (!Environment.SERVICES.contains(pod.service())) {
                continue;
            }
            known(pod, wrong);
            needed(pod, wrong);
            for (String name : THE_SAME_EVERYWHERE) {
                pod.value(name)
                        .ifPresent(value -> values.computeIfAbsent(name, each -> new TreeSet<>())
                                .add(value));
            }
        }
        signed(Pod.of(objects), wrong);
        values.forEach((name, several) -> {
            if (several.size() > 1) {
                wrong.add("variable-differs", name, several);
            }
        });
    }

    /** One service signs the token that the other one checks. */
    private static void signed(List<Pod> pods, Mistakes wrong) {
        if (pods.stream()
                        .filter(pod -> SIGNS_OR_CHECKS.contains(pod.service()))
                        .map(pod -> Optional.ofNullable(pod.variables().get("STREAM_TOKEN_SECRET")))
                        .distinct()
                        .count()
                > 1) {
            wrong.add("variable-differs", "STREAM_TOKEN_SECRET", SIGNS_OR_CHECKS);
        }
    }

    private static void known(Pod pod, Mistakes wrong) throws IOException {
        Set<String> known = Environment.of(pod.service()).keySet();
        Set<String> needed = needs(pod);
        Set<String> seen = new HashSet<>();
        for (JsonNode variable : pod.container().path("env")) {
            String name = variable.path("name").asText();
            String who = pod.service() + " ";
            if (!known.contains(name)) {
                wrong.add("variable-unread", who + name);
            }
            if (!seen.add(name)) {
                wrong.add("variable-twice", who + name);
            }
            JsonNode secret = variable.at("/valueFrom/secretKeyRef");
            if (secret.isMissingNode()) {
                if (Environment.SECRETS.contains(name)) {
                    wrong.add("secret-in-the-open", who + name);
                }
                continue;
            }
            if (!secret.path("key").asText().equals(name)) {
                wrong.add("secret-key", who + name, secret.path("key"));
            }
            if (!secret.path("name").asText().equals(Chart.SECRET)) {
                wrong.add("secret-name", who + name, secret.path("name"));
            }
            boolean optional = secret.path("optional").asBoolean();
            if (optional && needed.contains(name)) {
                wrong.add("secret-optional", who + name);
            } else if (!optional && !needed.contains(name) && !ASKED_FOR.contains(name)) {
                wrong.add("secret-required", who + name);
            }
        }
    }

    private static void needed(Pod pod, Mistakes wrong) {
        Map<String, JsonNode> given = pod.variables();
        for (String name : needs(pod)) {
            if (!given.containsKey(name)
                    || (!given.get(name).has("valueFrom") && pod.value(name).isEmpty())) {
                wrong.add("variable-missing", pod.service() + " " + name);
            }
        }
        if (!given.getOrDefault("INSTANCE_ID", pod.spec())
                .at("/valueFrom/fieldRef/fieldPath")
                .asText()
                .equals("metadata.name")) {
            wrong.add("instance-id", pod.service());
        }
    }

    private static Set<String> needs(Pod pod) {
        Set<String> needed = new TreeSet<>(Environment.neededBy(pod.service()));
        if (pod.value("KAFKA_SECURITY_PROTOCOL").orElse("").startsWith("SASL")) {
            needed.add("KAFKA_SASL_JAAS_CONFIG");
        }
        if (vendors(pod).contains("google") && !pod.spec().has("serviceAccountName")) {
            needed.add("GCP_CREDENTIALS_JSON");
        }
        if (vendors(pod).contains("openai")) {
            needed.add("OPENAI_API_KEY");
        }
        if (anyStartsWith(pod, "http://", "GOOGLE_SPEECH_ENDPOINT", "GOOGLE_TTS_ENDPOINT")) {
            needed.remove("GCP_CREDENTIALS_JSON");
        }
        if (anyStartsWith(pod, "http", "OPENAI_BASE_URL", "OPENAI_SPEECH_BASE_URL")) {
            needed.remove("OPENAI_API_KEY");
        }
        INSTEAD.forEach((name, others) -> {
            if (pod.container().has("envFrom") || others.stream().anyMatch(pod.variables()::containsKey)) {
                needed.remove(name);
            }
        });
        return needed;
    }

    /** A server other than the vendor's may need no key. */
    private static boolean anyStartsWith(Pod pod, String begins, String... names) {
        return Stream.of(names)
                .flatMap(name -> pod.value(name).stream())
                .anyMatch(address -> address.startsWith(begins) && !address.equals("https://api.openai.com/v1"));
    }

    /** All vendors that are named; one without its key would be skipped without a message. */
    private static Set<String> vendors(Pod pod) {
        Set<String> vendors = new TreeSet<>();
        for (String choice : List.of("SPEECH_RECOGNIZER", "SPEECH_SYNTHESIZER", "LANGUAGE_MODEL")) {
            vendors.addAll(List.of(pod.value(choice).orElse("").split(",")));
        }
        return vendors;
    }
}

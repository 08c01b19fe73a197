package io.agentlocator.deploy;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBehavior;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every rendered field exists in the object's kind. Kubernetes drops an unknown field without an error. */
final class KnownFields {

    private static final KubernetesSerialization KUBERNETES = new KubernetesSerialization();
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(
                    LogicalType.Textual, text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail))
            .build();

    /** Kinds that no library here has, written down from their reference documentation. */
    private static final Map<String, Class<?>> CUSTOM = Map.of(
            "kafka.strimzi.io/v1beta2 KafkaTopic",
            KafkaTopic.class,
            "kafka.strimzi.io/v1 KafkaTopic",
            KafkaTopic.class,
            "monitoring.coreos.com/v1 PodMonitor",
            PodMonitor.class,
            "monitoring.coreos.com/v1 PrometheusRule",
            PrometheusRule.class,
            "keda.sh/v1alpha1 ScaledObject",
            ScaledObject.class);

    record KafkaTopic(@Nullable String topicName, Integer partitions, Integer replicas, Map<String, Object> config) {}

    record PodMonitor(LabelSelector selector, List<Endpoint> podMetricsEndpoints) {

        record Endpoint(String port, String path, @Nullable String interval) {}
    }

    record PrometheusRule(List<Group> groups) {

        record Group(String name, @Nullable String interval, List<Rule> rules) {}

        record Rule(
                @Nullable String alert,
                @Nullable String record,
                String expr,
                @JsonProperty("for") @Nullable String lasting,
                @JsonProperty("keep_firing_for") @Nullable String stays,
                @Nullable Map<String, String> labels,
                @Nullable Map<String, String> annotations) {}
    }

    record ScaledObject(
            Target scaleTargetRef,
            @Nullable Integer pollingInterval,
            @Nullable Integer cooldownPeriod,
            @Nullable Integer initialCooldownPeriod,
            @Nullable Integer idleReplicaCount,
            Integer minReplicaCount,
            Integer maxReplicaCount,
            @Nullable Fallback fallback,
            @Nullable Advanced advanced,
            List<Trigger> triggers) {

        record Target(
                @Nullable String apiVersion,
                @Nullable String kind,
                String name,
                @Nullable String envSourceContainerName) {}

        record Fallback(Integer failureThreshold, Integer replicas) {}

        record Advanced(
                @Nullable Boolean restoreToOriginalReplicaCount,
                @Nullable Autoscaler horizontalPodAutoscalerConfig) {}

        record Autoscaler(@Nullable String name, @Nullable HorizontalPodAutoscalerBehavior behavior) {}

        record Trigger(
                String type,
                @Nullable String name,
                @Nullable Boolean useCachedMetrics,
                @Nullable String metricType,
                Prometheus metadata) {}

        record Prometheus(
                String serverAddress,
                String query,
                String threshold,
                @Nullable String activationThreshold,
                @Nullable String namespace,
                @Nullable String ignoreNullValues,
                @Nullable String unsafeSsl) {}
    }

    private KnownFields() {}

    static void check(List<JsonNode> objects, Mistakes wrong) {
        for (JsonNode object : objects) {
            String kind = object.path("kind").asText();
            String where = kind + "/" + object.at("/metadata/name").asText();
            Class<?> custom = CUSTOM.get(object.path("apiVersion").asText() + " " + kind);
            if (custom == null) {
                builtIn(object, where, wrong);
            } else {
                custom(object, custom, where, wrong);
            }
        }
    }

    private static void builtIn(JsonNode object, String where, Mistakes wrong) {
        HasMetadata read = KUBERNETES.unmarshal(object.toString(), HasMetadata.class);
        if (read instanceof GenericKubernetesResource) {
            wrong.add("kind-unknown", where);
            return;
        }
        lost(object, STRICT.valueToTree(read), where, wrong);
        unknown(read, where, wrong, 0);
    }

    private static void custom(JsonNode object, Class<?> spec, String where, Mistakes wrong) {
        object.fieldNames().forEachRemaining(field -> {
            if (!List.of("apiVersion", "kind", "metadata", "spec").contains(field)) {
                wrong.add("field-unknown", where + " " + field);
            }
        });
        try {
            unknown(STRICT.treeToValue(object.path("metadata"), ObjectMeta.class), where, wrong, 0);
            Object read = STRICT.treeToValue(object.path("spec"), spec);
            if (read instanceof ScaledObject scaled
                    && scaled.advanced() != null
                    && scaled.advanced().horizontalPodAutoscalerConfig() != null) {
                unknown(scaled.advanced().horizontalPodAutoscalerConfig().behavior(), where, wrong, 0);
            }
            if (read instanceof PodMonitor monitor) {
                unknown(monitor.selector(), where, wrong, 0);
            }
        } catch (UnrecognizedPropertyException e) {
            wrong.add("field-unknown", where + " " + e.getPropertyName());
        } catch (JsonProcessingException e) {
            wrong.add("field-type", where, e.getOriginalMessage());
        }
    }

    private static void lost(JsonNode written, JsonNode read, String where, Mistakes wrong) {
        if (written.isObject()) {
            written.properties().forEach(field -> {
                JsonNode value = field.getValue();
                String place = where + "." + field.getKey();
                if (!read.has(field.getKey())) {
                    if (!value.isNull() && !(value.isContainerNode() && value.isEmpty())) {
                        wrong.add("field-lost", place);
                    }
                } else {
                    lost(value, read.path(field.getKey()), place, wrong);
                }
            });
        } else if (written.isArray()) {
            for (int i = 0; i < written.size(); i++) {
                lost(written.path(i), read.path(i), where + "[" + i + "]", wrong);
            }
        } else if (written.getNodeType() != read.getNodeType() && !where.contains(".resources.")) {
            // Kubernetes refuses a number where it expects a string; the library does not.
            wrong.add("field-type", where, written.getNodeType() + ", not " + read.getNodeType());
        }
    }

    /** The model keeps unknown fields in a map. */
    private static void unknown(@Nullable Object part, String where, Mistakes wrong, int depth) {
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
                    more.keySet().forEach(name -> wrong.add("field-unknown", where + " " + name));
                } else if (!method.getName().equals("getClass")) {
                    unknown(value, where, wrong, depth + 1);
                }
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}

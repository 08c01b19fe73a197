package io.agentlocator.testbed.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentlocator.events.EventTypes;
import io.agentlocator.events.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Builds the AsyncAPI document from the code. */
final class Contract {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BINDING = "0.5.0";
    /** The retention, as readers need it. */
    private static final Set<String> CONFIGURED =
            Set.of("retention.ms", "max.compaction.lag.ms", "delete.retention.ms");

    private final Meanings meanings = Meanings.read();
    private final Schemas schemas = new Schemas(meanings);

    /** Entries of {@code meanings.yaml} that the code no longer has. */
    List<String> idleMeanings() {
        return meanings.idle();
    }

    JsonNode asDemanded() {
        var document = new LinkedHashMap<String, Object>();
        document.put("asyncapi", "3.0.0");
        document.put("info", info());
        document.put("defaultContentType", "application/json");
        document.put("servers", servers());
        var channels = new LinkedHashMap<String, Object>();
        var operations = new LinkedHashMap<String, Object>();
        var messages = new LinkedHashMap<String, Object>();
        var records = new LinkedHashMap<String, Object>();
        for (Topic topic : published()) {
            channels.put(camel(topic.topicName()), channel(topic));
            operations.put("tell" + upper(camel(topic.topicName())), operation(topic));
            for (Class<?> record : recordsOf(topic)) {
                String type = typeOf(record);
                messages.put(upper(camel(type)), message(topic, type));
                records.put(upper(camel(type)), schemas.ofRecord(record, type));
            }
        }
        for (Topic topic : Topic.values()) {
            if (topic.audience() == Topic.Audience.INTERNAL) {
                channels.put(camel(topic.topicName()), channel(topic));
            }
        }
        document.put("channels", channels);
        document.put("operations", operations);
        var components = new LinkedHashMap<String, Object>();
        components.put("messages", messages);
        records.putAll(schemas.parts());
        records.put("CloudEvent", cloudEvent());
        components.put("schemas", records);
        document.put("components", components);
        return JSON.valueToTree(document);
    }

    static List<Topic> published() {
        return Arrays.stream(Topic.values())
                .filter(topic -> topic.audience() == Topic.Audience.PUBLIC)
                .toList();
    }

    static List<Class<?>> recordsOf(Topic topic) {
        return topic.events()
                .map(page -> List.of(page.getPermittedSubclasses()))
                .orElse(List.of());
    }

    static String typeOf(Class<?> record) {
        return EventTypes.nameOf(record.asSubclass(io.agentlocator.events.Event.class));
    }

    String keyOf(Topic topic) {
        return meanings.keyOf(topic.topicName());
    }

    static JsonNode golden(String type) {
        try {
            return JSON.readTree(Files.readString(Tree.GOLDEN.resolve(type + ".json")));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Object> info() {
        var info = new LinkedHashMap<String, Object>();
        info.put("title", "AgentLocator");
        info.put("version", "1.0.0");
        info.put("description", """
                What AgentLocator tells the world of its calls, over Kafka. How to subscribe, what may change and how a person
                is erased: crm-integration.md.

                An event is a Kafka record in CloudEvents 1.0 binary mode: attributes in ce_ headers, the event itself as the
                value. Fields are only ever added, and so are types: skip a ce_type that you do not know, ignore a field that
                you do not know. Deliveries may repeat; crm-integration.md says how each is recognised.

                Fields marked x-personal-data tell of a person. Topics marked x-audience internal are named for operators;
                their records may change with any build.""");
        return info;
    }

    private static Map<String, Object> servers() {
        var server = new LinkedHashMap<String, Object>();
        server.put("host", "{bootstrapServers}");
        server.put("protocol", "kafka");
        server.put("description", "The brokers of the deployment.");
        var variable = new LinkedHashMap<String, Object>();
        variable.put("description", "host:port of one broker or more.");
        variable.put("default", "localhost:9092");
        server.put("variables", Map.of("bootstrapServers", variable));
        return Map.of("kafka", server);
    }

    private Map<String, Object> channel(Topic topic) {
        String name = topic.topicName();
        Meanings.Meaning meaning = meanings.topic(name);
        boolean open = topic.audience() == Topic.Audience.PUBLIC;
        var channel = new LinkedHashMap<String, Object>();
        channel.put("address", name);
        channel.put("title", meanings.titleOf(name));
        channel.put("description", meaning.says() + " Written by " + writer(topic) + "; kept " + kept(topic) + ".");
        channel.put("x-audience", topic.audience().name().toLowerCase(Locale.ROOT));
        if (open) {
            var messages = new LinkedHashMap<String, Object>();
            for (Class<?> record : recordsOf(topic)) {
                String id = upper(camel(typeOf(record)));
                messages.put(id, Map.of("$ref", "#/components/messages/" + id));
            }
            channel.put("messages", messages);
            if (meaning.personal()) {
                channel.put("x-personal-data", true);
            }
        }
        var kafka = new LinkedHashMap<String, Object>();
        kafka.put("topic", name);
        kafka.put("partitions", Topic.DEFAULT_PARTITIONS);
        var settings = new LinkedHashMap<String, Object>();
        settings.put("cleanup.policy", List.of(topic.retention().isPresent() ? "delete" : "compact"));
        topic.settings().forEach((setting, value) -> {
            if (CONFIGURED.contains(setting)) {
                settings.put(setting, Long.valueOf(value));
            }
        });
        kafka.put("topicConfiguration", settings);
        kafka.put("bindingVersion", BINDING);
        channel.put("bindings", Map.of("kafka", kafka));
        return channel;
    }

    private static Map<String, Object> operation(Topic topic) {
        var operation = new LinkedHashMap<String, Object>();
        operation.put("action", "send");
        operation.put("channel", Map.of("$ref", "#/channels/" + camel(topic.topicName())));
        return operation;
    }

    private Map<String, Object> message(Topic topic, String type) {
        var message = new LinkedHashMap<String, Object>();
        message.put("name", type);
        message.put("summary", meanings.record(type).says());
        message.put("contentType", "application/json");
        var ofThisType = new LinkedHashMap<String, Object>();
        ofThisType.put("type", "object");
        ofThisType.put("properties", Map.of("ce_type", Map.of("const", type)));
        message.put("headers", Map.of("allOf", List.of(Map.of("$ref", "#/components/schemas/CloudEvent"), ofThisType)));
        message.put("payload", Map.of("$ref", "#/components/schemas/" + upper(camel(type))));
        var kafka = new LinkedHashMap<String, Object>();
        var key = new LinkedHashMap<String, Object>();
        key.put("type", "string");
        key.put("description", "The value's " + keyOf(topic) + ".");
        kafka.put("key", key);
        kafka.put("bindingVersion", BINDING);
        message.put("bindings", Map.of("kafka", kafka));
        JsonNode golden = golden(type);
        var example = new LinkedHashMap<String, Object>();
        example.put("headers", golden.get("headers"));
        example.put("payload", golden.get("value"));
        message.put("examples", List.of(example));
        return message;
    }

    private static Map<String, Object> cloudEvent() {
        var headers = new LinkedHashMap<String, Object>();
        headers.put("ce_specversion", header("Always 1.0.", "const", "1.0"));
        headers.put(
                "ce_id",
                header(
                        "Unique to the event among those of its ce_type. Read again it has the same id; published again by a service that was"
                                + " replaced, only where crm-integration.md says so."));
        headers.put("ce_type", header("What the event is, e.g. transcript.final."));
        headers.put("ce_source", header("The service that wrote it."));
        headers.put("ce_subject", header("The record's key."));
        headers.put("ce_time", header("When it happened, UTC.", "format", "date-time"));
        headers.put("content-type", header("Of the value.", "const", "application/json"));
        headers.put(
                "traceparent",
                header(
                        "W3C trace context of the turn; only where traces are switched on.",
                        "pattern",
                        "^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$"));
        var schema = new LinkedHashMap<String, Object>();
        schema.put("type", "object");
        schema.put("description", "The headers of every event: CloudEvents 1.0, binary mode. UTF-8 text.");
        schema.put(
                "required",
                headers.keySet().stream()
                        .filter(name -> !name.equals("traceparent"))
                        .toList());
        schema.put("properties", headers);
        return schema;
    }

    private static Map<String, Object> header(String says, String... rule) {
        var header = new LinkedHashMap<String, Object>();
        header.put("type", "string");
        header.put("description", says);
        for (int i = 0; i < rule.length; i += 2) {
            header.put(rule[i], rule[i + 1]);
        }
        return header;
    }

    private static String writer(Topic topic) {
        return topic.writer().equals("any") ? "any service" : topic.writer();
    }

    static String kept(Topic topic) {
        return topic.retention()
                .map(time -> time.toDays() > 0
                        ? plural(time.toDays(), "day")
                        : time.toHours() > 0 ? plural(time.toHours(), "hour") : plural(time.toMinutes(), "minute"))
                .orElse("for as long as its key is not erased (compacted)");
    }

    private static String plural(long count, String unit) {
        return count + " " + unit + (count == 1 ? "" : "s");
    }

    private static String camel(String name) {
        var camel = new StringBuilder();
        boolean up = false;
        for (char c : name.toCharArray()) {
            if (c == '-' || c == '.') {
                up = true;
            } else {
                camel.append(up ? Character.toUpperCase(c) : c);
                up = false;
            }
        }
        return camel.toString();
    }

    private static String upper(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
}

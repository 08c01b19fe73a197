package io.agentlocator.testbed.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The descriptions of records, fields, enums and topics, by name. A missing or unused description is an error. */
final class Meanings {

    private final JsonNode source;
    private final Set<String> used = new HashSet<>();

    private Meanings(JsonNode source) {
        this.source = source;
    }

    static Meanings read() {
        try (InputStream in = Objects.requireNonNull(Meanings.class.getResourceAsStream("/contract/meanings.yaml"))) {
            return new Meanings(new YAMLMapper().readTree(in));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    record Meaning(String says, boolean personal) {}

    Meaning topic(String topic) {
        return meaning("/topics/" + topic, source.at("/topics/" + topic));
    }

    String titleOf(String topic) {
        return source.at("/topics/" + topic + "/title").asText();
    }

    String keyOf(String topic) {
        return source.at("/topics/" + topic + "/key").asText();
    }

    Meaning record(String type) {
        return meaning("/records/" + type, source.at("/records/" + type));
    }

    Meaning part(String name) {
        return meaning("/parts/" + name, source.at("/parts/" + name));
    }

    /** @param of {@code records} or {@code parts} */
    Meaning field(String of, String owner, String field) {
        String own = "/" + of + "/" + owner + "/fields/" + field;
        JsonNode special = source.at(own);
        String general = "/fields/" + field;
        return special.isMissingNode() ? meaning(general, source.at(general)) : meaning(own, special);
    }

    String constant(String type, String constant) {
        return meaning("/enums/" + type + "/" + constant, source.at("/enums/" + type + "/" + constant))
                .says();
    }

    /** Descriptions that were not requested, since the code no longer has their subject. */
    List<String> idle() {
        var idle = new ArrayList<String>();
        for (String page : List.of("topics", "fields", "records", "parts")) {
            source.path(page).fieldNames().forEachRemaining(name -> {
                String path = "/" + page + "/" + name;
                if (!used.contains(path)) {
                    idle.add(path);
                }
                source.at(path + "/fields").fieldNames().forEachRemaining(field -> {
                    if (!used.contains(path + "/fields/" + field)) {
                        idle.add(path + "/fields/" + field);
                    }
                });
            });
        }
        source.path("enums")
                .properties()
                .forEach(type -> type.getValue().fieldNames().forEachRemaining(constant -> {
                    if (!used.contains("/enums/" + type.getKey() + "/" + constant)) {
                        idle.add("/enums/" + type.getKey() + "/" + constant);
                    }
                }));
        return idle;
    }

    private Meaning meaning(String path, JsonNode node) {
        String says = node.isTextual() ? node.asText() : node.path("says").asText();
        if (says.isBlank()) {
            throw new IllegalStateException("meanings.yaml does not say what " + path + " means");
        }
        if (!says.endsWith(".") && !says.endsWith("…")) {
            // In braces a comma ends an unquoted value: the rest becomes another key and is lost.
            throw new IllegalStateException("meanings.yaml says only half of what " + path + " means: " + says);
        }
        used.add(path);
        return new Meaning(says, node.path("personal").asBoolean());
    }
}

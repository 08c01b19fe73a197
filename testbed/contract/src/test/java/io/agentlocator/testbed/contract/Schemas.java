package io.agentlocator.testbed.contract;

import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** JSON schemas of the wire form of records, read from the record classes. */
final class Schemas {

    private final Meanings meanings;
    private final Map<String, Object> parts = new TreeMap<>();

    Schemas(Meanings meanings) {
        this.meanings = meanings;
    }

    /** @param type the record's name on the wire */
    Map<String, Object> ofRecord(Class<?> record, String type) {
        return object(record, "records", type, meanings.record(type).says());
    }

    /** The nested records of the schemas so far, by name. */
    Map<String, Object> parts() {
        return parts;
    }

    private Map<String, Object> object(Class<?> record, String page, String name, String says) {
        var properties = new LinkedHashMap<String, Object>();
        for (RecordComponent component : record.getRecordComponents()) {
            properties.put(component.getName(), field(component, meanings.field(page, name, component.getName())));
        }
        var schema = new LinkedHashMap<String, Object>();
        schema.put("type", "object");
        schema.put("description", says);
        schema.put("required", List.copyOf(properties.keySet()));
        schema.put("properties", properties);
        return schema;
    }

    private Map<String, Object> field(RecordComponent component, Meanings.Meaning meaning) {
        boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        Class<?> type = component.getType();
        var schema = new LinkedHashMap<String, Object>();
        var says = new StringBuilder(meaning.says());
        if (type.isEnum()) {
            schema.put("type", nullable ? List.of("string", "null") : "string");
            var constants = new ArrayList<@Nullable String>();
            for (Object constant : type.getEnumConstants()) {
                String name = ((Enum<?>) constant).name();
                constants.add(name);
                says.append("\n- ").append(name).append(": ").append(meanings.constant(type.getSimpleName(), name));
            }
            if (nullable) {
                constants.add(null);
            }
            schema.put("enum", constants);
        } else if (type.isRecord()) {
            parts.computeIfAbsent(
                    type.getSimpleName(),
                    name -> object(type, "parts", name, meanings.part(name).says()));
            schema.put("allOf", List.of(Map.of("$ref", "#/components/schemas/" + type.getSimpleName())));
            if (nullable) {
                throw new IllegalStateException("a nullable record within a record has no form yet: " + component);
            }
        } else {
            schema.put("type", nullable ? List.of(json(type), "null") : json(type));
            format(type, schema);
        }
        schema.put("description", says.toString());
        if (meaning.personal()) {
            schema.put("x-personal-data", true);
        }
        return schema;
    }

    private static String json(Class<?> type) {
        if (type == String.class || type == Instant.class) {
            return "string";
        }
        if (Arrays.<Class<?>>asList(int.class, Integer.class, long.class, Long.class)
                .contains(type)) {
            return "integer";
        }
        if (type == double.class || type == Double.class) {
            return "number";
        }
        if (type == boolean.class) {
            return "boolean";
        }
        throw new IllegalStateException("no JSON form is known for " + type);
    }

    private static void format(Class<?> type, Map<String, Object> schema) {
        if (type == Instant.class) {
            schema.put("format", "date-time");
        } else if (type == int.class || type == Integer.class) {
            schema.put("format", "int32");
        } else if (type == long.class || type == Long.class) {
            schema.put("format", "int64");
        }
    }
}

package io.agentlocator.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The wire form of every event, kept in files. Files are only added: a published form must stay readable. {@code
 * -Dgolden.write=true} writes missing files.
 */
class GoldenFilesTest {

    private static final Path FILES = Path.of("src/test/resources/golden");
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final Instant THEN = Instant.parse("2026-11-23T10:15:30Z");

    static List<Event> everyEvent() {
        return Examples.ALL;
    }

    @ParameterizedTest
    @MethodSource("everyEvent")
    void theWireFormHoldsAllThatItEverHeld(Event event) throws IOException {
        String type = EventTypes.nameOf(event.getClass());
        Path file = FILES.resolve(type + ".json");
        JsonNode wire = wire(event);
        if (!Files.exists(file) && Boolean.getBoolean("golden.write")) {
            Files.createDirectories(FILES);
            Files.writeString(file, JSON.writeValueAsString(wire) + "\n");
        }

        JsonNode golden = JSON.readTree(Files.readString(file));

        assertHolds(wire, golden, type);
    }

    @ParameterizedTest
    @MethodSource("everyEvent")
    void whatWasOnceWrittenIsStillRead(Event event) throws IOException {
        String type = EventTypes.nameOf(event.getClass());
        JsonNode golden = JSON.readTree(Files.readString(FILES.resolve(type + ".json")));
        var record = new ConsumerRecord<>("any", 0, 0, event.key(), value(golden));
        golden.get("headers")
                .properties()
                .forEach(header -> record.headers()
                        .add(header.getKey(), header.getValue().asText().getBytes(UTF_8)));

        assertThat(EventCodec.decode(record))
                .isInstanceOfSatisfying(
                        DecodedRecord.Known.class,
                        known -> assertThat(known.event())
                                .usingRecursiveComparison()
                                .isEqualTo(event));
    }

    @Test
    void noFileIsLeftOfAnEventThatIsNoMore() throws IOException {
        try (var files = Files.list(FILES)) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".json", "")))
                    .containsExactlyInAnyOrderElementsOf(EventTypes.all().keySet());
        }
    }

    private static void assertHolds(JsonNode wire, JsonNode golden, String where) {
        if (golden.isObject()) {
            golden.properties()
                    .forEach(field ->
                            assertHolds(wire.path(field.getKey()), field.getValue(), where + "." + field.getKey()));
        } else {
            assertThat(wire).as(where).isEqualTo(golden);
        }
    }

    private static JsonNode wire(Event event) throws IOException {
        var record = new EventCodec("golden").encode(event, "golden-id", THEN, null);
        Map<String, String> headers = new TreeMap<>();
        record.headers().forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
        var wire = JSON.createObjectNode();
        wire.put("topic", record.topic());
        wire.put("key", record.key());
        wire.set("headers", JSON.valueToTree(headers));
        boolean sound = Topic.of(event).wire() == Topic.Wire.RAW;
        wire.set(
                "value",
                sound
                        ? JSON.getNodeFactory().textNode(Base64.getEncoder().encodeToString(record.value()))
                        : JSON.readTree(record.value()));
        return wire;
    }

    private static byte[] value(JsonNode golden) throws IOException {
        JsonNode value = golden.get("value");
        return value.isTextual() ? value.binaryValue() : JSON.writeValueAsBytes(value);
    }
}

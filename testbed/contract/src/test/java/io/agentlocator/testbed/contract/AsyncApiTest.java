package io.agentlocator.testbed.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import io.agentlocator.events.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code docs/asyncapi.yaml} matches the records. {@code -Dcontract.write=true} rewrites it after a record has changed; the
 * descriptions are in {@code contract/meanings.yaml}.
 */
class AsyncApiTest {

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .enable(YAMLGenerator.Feature.LITERAL_BLOCK_STYLE)
            .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
            .build();

    private static JsonNode demanded;
    private static JsonNode written;

    @BeforeAll
    static void read() throws IOException {
        demanded = new Contract().asDemanded();
        if (Boolean.getBoolean("contract.write")) {
            Files.writeString(Tree.CONTRACT, YAML.writeValueAsString(demanded));
        }
        written = YAML.readTree(Files.readString(Tree.CONTRACT));
    }

    static Stream<String> everyType() {
        return Contract.published().stream()
                .flatMap(topic -> Contract.recordsOf(topic).stream())
                .map(Contract::typeOf);
    }

    @Test
    void theFileSaysWhatTheCodeDoes() {
        assertThat(differences("", demanded, written))
                .as("docs/asyncapi.yaml is not what the records are; written anew by -Dcontract.write=true")
                .isEmpty();
    }

    @Test
    void nothingIsExplainedThatIsNoMore() {
        var contract = new Contract();
        contract.asDemanded();
        assertThat(contract.idleMeanings()).isEmpty();
    }

    /** The comparison finds planted differences. */
    @Test
    void aChangedRecordIsNoticed() {
        List<Planted> mistakes = List.of(
                copy -> object(copy, "/components/schemas/TranscriptFinal/properties")
                        .remove("endMs"),
                copy -> object(copy, "/components/schemas/TranscriptFinal/properties/endMs")
                        .put("type", "string"),
                copy -> object(copy, "/components/schemas/CallEnded/properties/lastedSeconds")
                        .put("type", "integer"),
                copy -> object(copy, "/components/schemas/CallReceived/properties/direction")
                        .put("enum", "INBOUND"),
                copy -> object(copy, "/channels/calls/bindings/kafka/topicConfiguration")
                        .put("retention.ms", 1),
                copy -> object(copy, "/channels/calls").put("address", "call"),
                copy -> object(copy, "/channels").remove("leads"),
                copy -> object(copy, "/components/messages/CallEnded/bindings/kafka/key")
                        .put("description", "-"),
                copy -> object(copy, "/components/schemas")
                        .set("CallMoved", object(copy, "/info").deepCopy()));
        for (Planted mistake : mistakes) {
            JsonNode copy = written.deepCopy();
            mistake.into(copy);
            assertThat(differences("", demanded, copy)).hasSizeBetween(1, 4);
        }
    }

    @ParameterizedTest
    @MethodSource("everyType")
    void theExampleIsWhatTheSchemaSays(String type) {
        JsonNode message = messageOf(type);
        JsonNode golden = Contract.golden(type);
        assertThat(message.at("/examples/0/payload")).isEqualTo(golden.get("value"));
        assertThat(refusals(payloadSchema(type), golden.get("value"))).isEmpty();
        assertThat(refusals(schema(message.get("headers")), golden.get("headers")))
                .isEmpty();
    }

    /** The schema rejects each field that is missing or of another type, and null unless it is nullable. */
    @ParameterizedTest
    @MethodSource("everyType")
    void theSchemaRefusesWhatIsWrong(String type) {
        JsonSchema schema = payloadSchema(type);
        ObjectNode example = (ObjectNode) Contract.golden(type).get("value");
        for (String field : List.copyOf(names(example))) {
            assertThat(refusals(schema, example.deepCopy().without(field)))
                    .as("without " + field)
                    .isNotEmpty();
            ObjectNode wrong = example.deepCopy();
            wrong.putArray(field);
            assertThat(refusals(schema, wrong)).as("a list as " + field).isNotEmpty();
        }
        assertThat(refusals(schema, example.deepCopy().put("addedLater", "x"))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("everyType")
    void theKeyIsTheFieldThatIsNamed(String type) {
        JsonNode golden = Contract.golden(type);
        Topic topic = Topic.named(golden.get("topic").asText()).orElseThrow();
        assertThat(golden.at("/value/" + new Contract().keyOf(topic))).isEqualTo(golden.get("key"));
    }

    private interface Planted {
        void into(JsonNode document);
    }

    private static ObjectNode object(JsonNode document, String path) {
        return (ObjectNode) document.at(path);
    }

    private static JsonNode messageOf(String type) {
        for (JsonNode message : written.at("/components/messages")) {
            if (message.path("name").asText().equals(type)) {
                return message;
            }
        }
        throw new AssertionError("the contract has no message " + type);
    }

    private static JsonSchema payloadSchema(String type) {
        return schema(messageOf(type).get("payload"));
    }

    /** The schema with the document's components, so that its references resolve. */
    private static JsonSchema schema(JsonNode part) {
        ObjectNode whole = new ObjectMapper().createObjectNode();
        whole.putArray("allOf").add(part);
        whole.set("components", written.get("components"));
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
                .getSchema(
                        whole,
                        SchemaValidatorsConfig.builder()
                                .formatAssertionsEnabled(true)
                                .build());
    }

    private static List<String> refusals(JsonSchema schema, JsonNode value) {
        return schema.validate(value).stream().map(Object::toString).toList();
    }

    private static Set<String> names(JsonNode object) {
        var names = new TreeSet<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static List<String> differences(String path, JsonNode demanded, JsonNode written) {
        var differences = new ArrayList<String>();
        if (demanded.isObject() && written.isObject()) {
            var names = names(demanded);
            names.addAll(names(written));
            for (String name : names) {
                differences.addAll(differences(path + "/" + name, demanded.path(name), written.path(name)));
            }
        } else if (demanded.isArray() && written.isArray() && demanded.size() == written.size()) {
            for (int i = 0; i < demanded.size(); i++) {
                differences.addAll(differences(path + "/" + i, demanded.get(i), written.get(i)));
            }
        } else if (!demanded.equals(written) && !sameNumber(demanded, written)) {
            differences.add(path + ": the code says " + demanded + ", the file " + written);
        }
        return differences;
    }

    private static boolean sameNumber(JsonNode one, JsonNode other) {
        return one.isNumber() && other.isNumber() && one.decimalValue().compareTo(other.decimalValue()) == 0;
    }
}

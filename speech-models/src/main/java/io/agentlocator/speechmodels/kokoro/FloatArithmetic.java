package io.agentlocator.speechmodels.kokoro;

import io.agentlocator.speechmodels.onnx.OnnxGraph;
import io.agentlocator.speechmodels.onnx.OnnxGraph.Piece;
import io.agentlocator.speechmodels.onnx.ProtobufWire;
import io.agentlocator.speechmodels.onnx.ProtobufWire.Field;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Rewrites a model with eight-bit weights and arithmetic so that it computes in floats, with the same weights.
 *
 * <p>The eight-bit convolutions of ONNX Runtime's processor kernels are two to three times slower than those in floats,
 * slower than real time. Each {@code x → DynamicQuantizeLinear → (ConvInteger | MatMulInteger) with quantised weights →
 * Cast → Mul by both scales} becomes {@code x → Mul 1024 → (Conv | MatMul) with the weights as floats → …} with 1/1024 for
 * the scale of x; the nodes after it stay unchanged. (The factor is needed for the bias, which is rounded to multiples of
 * the scale.) The runtime converts the weights to floats once, when it loads the model.
 */
final class FloatArithmetic {

    private static final float FACTOR = 1024;
    private static final String FACTOR_NAME = "float_arithmetic_factor";

    private static final int NODE_INPUT = 1;
    private static final int NODE_OUTPUT = 2;
    private static final int NODE_NAME = 3;
    private static final int NODE_OP = 4;
    private static final int NODE_ATTRIBUTE = 5;

    private static final int FLOAT = 1;
    /** AttributeProto.type of a whole number. */
    private static final int ATTRIBUTE_INT = 2;

    private static final int LONGEST_BIAS_CHAIN = 8;

    private final OnnxGraph graph;
    private final Map<String, Node> producers = new HashMap<>();
    private final Map<String, List<Node>> consumers = new HashMap<>();
    private final Map<Field, Node> nodes = new HashMap<>();
    private final Set<Field> castsToFloat = new HashSet<>();
    private final Set<String> floatWeights = new HashSet<>();
    private final List<Piece> pieces = new ArrayList<>();

    /** A node, with the attributes needed here. */
    private record Node(Field field, String op, List<String> inputs, List<String> outputs) {
        static Node of(Field field) {
            String op = "";
            List<String> inputs = new ArrayList<>();
            List<String> outputs = new ArrayList<>();
            for (Field part : field.fields()) {
                switch (part.number()) {
                    case NODE_INPUT -> inputs.add(part.text());
                    case NODE_OUTPUT -> outputs.add(part.text());
                    case NODE_OP -> op = part.text();
                    default -> {}
                }
            }
            return new Node(field, op, inputs, outputs);
        }

        boolean isInteger() {
            return op.equals("ConvInteger") || op.equals("MatMulInteger");
        }
    }

    private FloatArithmetic(OnnxGraph graph) {
        this.graph = graph;
        for (Field field : graph.fields()) {
            if (field.number() == OnnxGraph.NODE) {
                Node node = Node.of(field);
                nodes.put(field, node);
                node.outputs.forEach(output -> producers.put(output, node));
                node.inputs.forEach(input -> consumers
                        .computeIfAbsent(input, name -> new ArrayList<>())
                        .add(node));
            }
        }
    }

    /** The rewritten model; a model without eight-bit arithmetic is returned unchanged. */
    static byte[] of(byte[] model) {
        OnnxGraph graph = OnnxGraph.of(model);
        FloatArithmetic rewriting = new FloatArithmetic(graph);
        return rewriting.nodes.values().stream().noneMatch(Node::isInteger) ? model : rewriting.rewritten();
    }

    private byte[] rewritten() {
        nodes.values().stream().filter(Node::isInteger).forEach(this::findBias);
        pieces.add(initializer(FACTOR_NAME, FACTOR));
        for (Field field : graph.fields()) {
            if (field.number() == OnnxGraph.VALUE_INFO) {
                continue;
            }
            Node node = nodes.get(field);
            if (node == null) {
                pieces.add(new Piece.Kept(field));
            } else if (node.op.equals("DynamicQuantizeLinear")) {
                pieces.add(made("Mul", List.of(node.inputs.getFirst(), FACTOR_NAME), node.outputs.getFirst()));
                pieces.add(initializer(node.outputs.get(1), 1 / FACTOR));
            } else if (node.isInteger()) {
                rewriteInteger(node);
            } else if (castsToFloat.contains(field)) {
                pieces.add(castToFloat(node.inputs.getFirst(), node.outputs.getFirst()));
            } else {
                pieces.add(new Piece.Kept(field));
            }
        }
        return graph.with(pieces);
    }

    /** The bias was rounded to an integer before it was added; now it stays a float. */
    private void findBias(Node integer) {
        String output = integer.outputs.getFirst();
        for (Node add : consumers.getOrDefault(output, List.of())) {
            if (!add.op.equals("Add")) {
                continue;
            }
            String bias = add.inputs.getFirst().equals(output) ? add.inputs.get(1) : add.inputs.getFirst();
            for (int i = 0; i < LONGEST_BIAS_CHAIN; i++) {
                Node producer = producers.get(bias);
                if (producer == null || producer.op.equals("Div")) {
                    break;
                }
                if (producer.op.equals("Cast")) {
                    castsToFloat.add(producer.field);
                }
                bias = producer.inputs.getFirst();
            }
        }
    }

    private void rewriteInteger(Node node) {
        String weights = node.inputs.get(1);
        String zeroPoint = node.inputs.get(3);
        String asFloats = weights + "_as_floats";
        if (floatWeights.add(weights)) {
            String cast = weights + "_cast";
            String zeroCast = weights + "_zero_cast";
            pieces.add(castToFloat(weights, cast));
            pieces.add(castToFloat(zeroPoint, zeroCast));
            pieces.add(made("Sub", List.of(cast, zeroCast), asFloats));
        }
        List<byte[]> attributes = new ArrayList<>();
        for (Field part : node.field.fields()) {
            if (part.number() == NODE_ATTRIBUTE) {
                attributes.add(java.util.Arrays.copyOfRange(part.bytes(), part.from(), part.end()));
            }
        }
        pieces.add(made(
                node.op.equals("ConvInteger") ? "Conv" : "MatMul",
                List.of(node.inputs.getFirst(), asFloats),
                node.outputs.getFirst(),
                attributes.toArray(byte[][]::new)));
    }

    private static Piece castToFloat(String input, String output) {
        byte[] to = ProtobufWire.join(
                ProtobufWire.text(1, "to"), ProtobufWire.number(3, FLOAT), ProtobufWire.number(20, ATTRIBUTE_INT));
        return made("Cast", List.of(input), output, ProtobufWire.content(NODE_ATTRIBUTE, to));
    }

    private static Piece made(String op, List<String> inputs, String output, byte[]... attributes) {
        List<byte[]> parts = new ArrayList<>();
        inputs.forEach(input -> parts.add(ProtobufWire.text(NODE_INPUT, input)));
        parts.add(ProtobufWire.text(NODE_OUTPUT, output));
        parts.add(ProtobufWire.text(NODE_NAME, output + "_" + op));
        parts.add(ProtobufWire.text(NODE_OP, op));
        parts.addAll(List.of(attributes));
        return new Piece.Made(ProtobufWire.content(OnnxGraph.NODE, ProtobufWire.join(parts.toArray(byte[][]::new))));
    }

    private static Piece initializer(String name, float value) {
        byte[] raw = ByteBuffer.allocate(Float.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putFloat(value)
                .array();
        byte[] tensor = ProtobufWire.join(
                ProtobufWire.number(2, FLOAT),
                ProtobufWire.text(OnnxGraph.TENSOR_NAME, name),
                ProtobufWire.content(OnnxGraph.TENSOR_RAW_DATA, raw));
        return new Piece.Made(ProtobufWire.content(OnnxGraph.INITIALIZER, tensor));
    }
}

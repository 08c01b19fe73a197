package io.agentlocator.speechmodels.onnx;

import java.io.ByteArrayOutputStream;
import java.util.List;

/**
 * A model parsed down to its graph (ModelProto.graph = 7). Field numbers of {@code onnx.proto}: GraphProto.node =
 * 1, initializer = 5, input = 11, value_info = 13; TensorProto.dims = 1, data_type = 2, name = 8, raw_data = 9.
 */
public final class OnnxGraph {

    /** GraphProto.node. */
    public static final int NODE = 1;

    /** GraphProto.initializer. */
    public static final int INITIALIZER = 5;

    /** GraphProto.input. */
    public static final int INPUT = 11;

    /** GraphProto.value_info. */
    public static final int VALUE_INFO = 13;

    /** TensorProto.name. */
    public static final int TENSOR_NAME = 8;

    /** TensorProto.raw_data. */
    public static final int TENSOR_RAW_DATA = 9;

    private static final int MODEL_GRAPH = 7;

    private final List<ProtobufWire.Field> ofModel;
    private final List<ProtobufWire.Field> ofGraph;

    private OnnxGraph(List<ProtobufWire.Field> ofModel, List<ProtobufWire.Field> ofGraph) {
        this.ofModel = ofModel;
        this.ofGraph = ofGraph;
    }

    /** @throws IllegalArgumentException if the bytes are not a model */
    public static OnnxGraph of(byte[] model) {
        List<ProtobufWire.Field> ofModel = ProtobufWire.fields(model);
        ProtobufWire.Field graph = ofModel.stream()
                .filter(field -> field.number() == MODEL_GRAPH)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The model has no graph"));
        return new OnnxGraph(ofModel, graph.fields());
    }

    /** The fields of the graph, in order. */
    public List<ProtobufWire.Field> fields() {
        return ofGraph;
    }

    /** The model with another graph: {@code pieces} are its fields, each a {@link ProtobufWire.Field} or new bytes. */
    public byte[] with(List<Piece> pieces) {
        int length = pieces.stream().mapToInt(Piece::length).sum();
        ByteArrayOutputStream out = new ByteArrayOutputStream(length + (1 << 12));
        for (ProtobufWire.Field field : ofModel) {
            if (field.number() == MODEL_GRAPH) {
                ProtobufWire.writeKey(out, MODEL_GRAPH, length);
                pieces.forEach(piece -> piece.writeTo(out));
            } else {
                field.copyTo(out);
            }
        }
        return out.toByteArray();
    }

    /** A field of the new graph. */
    public sealed interface Piece {

        /** Unchanged. */
        record Kept(ProtobufWire.Field field) implements Piece {}

        /** New bytes, including the key. */
        @SuppressWarnings("ArrayRecordComponent")
        record Made(byte[] bytes) implements Piece {}

        private int length() {
            return switch (this) {
                case Kept kept -> kept.field.length();
                case Made made -> made.bytes.length;
            };
        }

        private void writeTo(ByteArrayOutputStream out) {
            switch (this) {
                case Kept kept -> kept.field.copyTo(out);
                case Made made -> out.writeBytes(made.bytes);
            }
        }
    }
}

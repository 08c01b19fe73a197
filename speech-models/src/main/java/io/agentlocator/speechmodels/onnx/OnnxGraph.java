package io.agentlocator.speechmodels.onnx;

import java.io.ByteArrayOutputStream;
import java.util.List;

/**
 * A model taken apart as far as its graph (ModelProto.graph = 7). Field numbers of {@code onnx.proto}: GraphProto.node =
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

    private final List<Wire.Field> ofModel;
    private final List<Wire.Field> ofGraph;

    private OnnxGraph(List<Wire.Field> ofModel, List<Wire.Field> ofGraph) {
        this.ofModel = ofModel;
        this.ofGraph = ofGraph;
    }

    /** @throws IllegalArgumentException if the bytes are not a model */
    public static OnnxGraph of(byte[] model) {
        List<Wire.Field> ofModel = Wire.fields(model);
        Wire.Field graph = ofModel.stream()
                .filter(field -> field.number() == MODEL_GRAPH)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The model has no graph"));
        return new OnnxGraph(ofModel, graph.fields());
    }

    /** The fields of the graph, in order. */
    public List<Wire.Field> fields() {
        return ofGraph;
    }

    /** The model with another graph: {@code pieces} are its fields, each a {@link Wire.Field} or new bytes. */
    public byte[] with(List<Piece> pieces) {
        int length = pieces.stream().mapToInt(Piece::length).sum();
        ByteArrayOutputStream out = new ByteArrayOutputStream(length + (1 << 12));
        for (Wire.Field field : ofModel) {
            if (field.number() == MODEL_GRAPH) {
                Wire.writeKey(out, MODEL_GRAPH, length);
                pieces.forEach(piece -> piece.writeTo(out));
            } else {
                field.copyTo(out);
            }
        }
        return out.toByteArray();
    }

    /** A field of the new graph. */
    public sealed interface Piece {

        /** As it was. */
        record Kept(Wire.Field field) implements Piece {}

        /** Made anew, key and all. */
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

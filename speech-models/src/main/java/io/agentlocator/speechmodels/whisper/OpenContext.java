package io.agentlocator.speechmodels.whisper;

import io.agentlocator.speechmodels.onnx.OnnxGraph;
import io.agentlocator.speechmodels.onnx.OnnxGraph.Piece;
import io.agentlocator.speechmodels.onnx.ProtobufWire;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Whisper's encoder for sound of any length.
 *
 * <p>The exported encoder always computes 30 seconds, because its position table is a constant of 1500 rows. This rewrites
 * the model so that the table is an input, and the cost of a run follows the length of its sound.
 *
 * @param model the rewritten model
 * @param positions the removed table, row by row
 */
@SuppressWarnings("ArrayRecordComponent")
record OpenContext(byte[] model, float[] positions) {

    /** Name of the constant in the exported model, and of the input in the rewritten one. */
    static final String POSITIONS = "embed_positions.weight";

    /**
     * @param encoder the exported model
     * @param width values per row of the table
     * @throws IllegalArgumentException if the table is not found
     */
    static OpenContext of(byte[] encoder, int width) {
        OnnxGraph graph = OnnxGraph.of(encoder);
        List<Piece> pieces = new ArrayList<>();
        float[] positions = null;
        for (ProtobufWire.Field field : graph.fields()) {
            if (field.number() == OnnxGraph.VALUE_INFO) {
                // Recorded shapes have 1500 rows; the runtime infers them again.
                continue;
            }
            if (field.number() == OnnxGraph.INITIALIZER && isPositions(field)) {
                positions = floats(encoder, field);
                continue;
            }
            pieces.add(new Piece.Kept(field));
        }
        if (positions == null) {
            throw new IllegalArgumentException("The model has no constant " + POSITIONS);
        }
        pieces.add(new Piece.Made(ProtobufWire.content(OnnxGraph.INPUT, valueInfo(width))));
        return new OpenContext(graph.with(pieces), positions);
    }

    private static boolean isPositions(ProtobufWire.Field tensor) {
        return tensor.fields().stream()
                .anyMatch(field ->
                        field.number() == OnnxGraph.TENSOR_NAME && field.text().endsWith(POSITIONS));
    }

    private static float[] floats(byte[] bytes, ProtobufWire.Field tensor) {
        for (ProtobufWire.Field field : tensor.fields()) {
            if (field.number() == OnnxGraph.TENSOR_RAW_DATA) {
                int length = field.end() - field.start();
                float[] values = new float[length / Float.BYTES];
                ByteBuffer.wrap(bytes, field.start(), length)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .asFloatBuffer()
                        .get(values);
                return values;
            }
        }
        throw new IllegalArgumentException("The table of positions is not stored as raw floats");
    }

    /** ValueInfoProto of a float tensor [rows, width] with a free number of rows. */
    private static byte[] valueInfo(int width) {
        byte[] free = ProtobufWire.content(1, ProtobufWire.text(2, "rows"));
        byte[] fixed = ProtobufWire.content(1, ProtobufWire.number(1, width));
        byte[] floatElements = ProtobufWire.number(1, 1);
        byte[] tensorType = ProtobufWire.join(floatElements, ProtobufWire.content(2, ProtobufWire.join(free, fixed)));
        return ProtobufWire.join(
                ProtobufWire.text(1, POSITIONS), ProtobufWire.content(2, ProtobufWire.content(1, tensorType)));
    }
}

package io.agentlocator.speechmodels.whisper;

import io.agentlocator.speechmodels.onnx.OnnxGraph;
import io.agentlocator.speechmodels.onnx.OnnxGraph.Piece;
import io.agentlocator.speechmodels.onnx.Wire;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Whisper's encoder with an open length of sound.
 *
 * <p>The exported encoder always computes 30 seconds, because its table of positions is a constant of 1500 rows. This
 * rewrites the model so that the table becomes an input: a run then costs what the sound in it costs.
 *
 * @param model the rewritten model
 * @param positions the table that was taken out, row by row
 */
@SuppressWarnings("ArrayRecordComponent")
record OpenContext(byte[] model, float[] positions) {

    /** Name of the constant in the exported model, and of the input in the rewritten one. */
    static final String POSITIONS = "embed_positions.weight";

    /**
     * @param encoder the exported model
     * @param width values in a row of the table
     * @throws IllegalArgumentException if the table is not found
     */
    static OpenContext of(byte[] encoder, int width) {
        OnnxGraph graph = OnnxGraph.of(encoder);
        List<Piece> pieces = new ArrayList<>();
        float[] positions = null;
        for (Wire.Field field : graph.fields()) {
            if (field.number() == OnnxGraph.VALUE_INFO) {
                // Noted shapes speak of 1500 rows; the runtime works them out anew.
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
        pieces.add(new Piece.Made(Wire.content(OnnxGraph.INPUT, valueInfo(width))));
        return new OpenContext(graph.with(pieces), positions);
    }

    private static boolean isPositions(Wire.Field tensor) {
        return tensor.fields().stream()
                .anyMatch(field ->
                        field.number() == OnnxGraph.TENSOR_NAME && field.text().endsWith(POSITIONS));
    }

    private static float[] floats(byte[] bytes, Wire.Field tensor) {
        for (Wire.Field field : tensor.fields()) {
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
        byte[] free = Wire.content(1, Wire.text(2, "rows"));
        byte[] fixed = Wire.content(1, Wire.number(1, width));
        byte[] floatElements = Wire.number(1, 1);
        byte[] tensorType = Wire.join(floatElements, Wire.content(2, Wire.join(free, fixed)));
        return Wire.join(Wire.text(1, POSITIONS), Wire.content(2, Wire.content(1, tensorType)));
    }
}

package io.agentlocator.speechmodels.onnx;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads and writes the wire format of protocol buffers, in which ONNX models are stored: enough to rewrite a model without
 * a protobuf library.
 */
public final class ProtobufWire {

    private static final int NUMBER = 0;
    private static final int EIGHT_BYTES = 1;
    private static final int CONTENT = 2;
    private static final int FOUR_BYTES = 5;

    private ProtobufWire() {}

    /**
     * A field within its message.
     *
     * @param number the field's number
     * @param from first byte of its key
     * @param start first byte of its content
     * @param end index after its last byte
     * @param value the number, if it is one
     */
    public record Field(byte[] bytes, int number, int from, int start, int end, long value) {

        /** The content as text. */
        public String text() {
            return new String(bytes, start, end - start, StandardCharsets.UTF_8);
        }

        /** The fields of the message that it holds. */
        public List<Field> fields() {
            return ProtobufWire.fields(bytes, start, end);
        }

        /** Length of the whole field, key and all. */
        public int length() {
            return end - from;
        }

        /** Writes the field as it is. */
        public void copyTo(ByteArrayOutputStream out) {
            out.write(bytes, from, end - from);
        }
    }

    /** The fields of a whole message. */
    public static List<Field> fields(byte[] message) {
        return fields(message, 0, message.length);
    }

    private static List<Field> fields(byte[] bytes, int begin, int end) {
        List<Field> fields = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(bytes, begin, end - begin).order(ByteOrder.LITTLE_ENDIAN);
        while (in.hasRemaining()) {
            int from = in.position();
            int key = (int) readNumber(in);
            int start = in.position();
            long value = 0;
            switch (key & 7) {
                case NUMBER -> value = readNumber(in);
                case EIGHT_BYTES -> in.position(start + Long.BYTES);
                case FOUR_BYTES -> in.position(start + Integer.BYTES);
                case CONTENT -> {
                    int length = (int) readNumber(in);
                    start = in.position();
                    in.position(start + length);
                }
                default -> throw new IllegalArgumentException("Not a model: byte " + from);
            }
            fields.add(new Field(bytes, key >>> 3, from, start, in.position(), value));
        }
        return fields;
    }

    /** A field that holds a message. */
    public static byte[] content(int number, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writeKey(out, number, content.length);
        out.writeBytes(content);
        return out.toByteArray();
    }

    /** A field that holds text. */
    public static byte[] text(int number, String text) {
        return content(number, text.getBytes(StandardCharsets.UTF_8));
    }

    /** A field that holds a number. */
    public static byte[] number(int number, long value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writeNumber(out, (long) number << 3);
        writeNumber(out, value);
        return out.toByteArray();
    }

    /** Concatenates pieces. */
    public static byte[] join(byte[]... pieces) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] piece : pieces) {
            out.writeBytes(piece);
        }
        return out.toByteArray();
    }

    /** Starts a field of this many bytes, which the caller writes next. */
    public static void writeKey(ByteArrayOutputStream out, int number, int length) {
        writeNumber(out, ((long) number << 3) | CONTENT);
        writeNumber(out, length);
    }

    private static long readNumber(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = in.get();
            value |= (long) (next & 127) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    private static void writeNumber(ByteArrayOutputStream out, long number) {
        long rest = number;
        while (rest > 127) {
            out.write((int) (rest & 127) | 128);
            rest >>>= 7;
        }
        out.write((int) rest);
    }
}

package io.agentlocator.testbed.openai;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** A body in HTTP/1.1 chunks, flushed with each; the chunks may split letters. */
final class ChunkedBody {

    private final OutputStream out;
    private final int bytesAtOnce;

    ChunkedBody(OutputStream out, int bytesAtOnce) {
        this.out = out;
        this.bytesAtOnce = bytesAtOnce;
    }

    void event(String data) throws IOException {
        bytes(("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
    }

    void bytes(byte[] bytes) throws IOException {
        int step = bytesAtOnce > 0 ? bytesAtOnce : Math.max(1, bytes.length);
        for (int from = 0; from < bytes.length; from += step) {
            int length = Math.min(step, bytes.length - from);
            out.write((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.write(bytes, from, length);
            out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }
    }

    void end() throws IOException {
        out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }
}

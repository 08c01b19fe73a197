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
        byte[] event = ("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8);
        int step = bytesAtOnce > 0 ? bytesAtOnce : event.length;
        for (int from = 0; from < event.length; from += step) {
            int length = Math.min(step, event.length - from);
            out.write((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.write(event, from, length);
            out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }
    }

    void end() throws IOException {
        out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }
}

package io.agentlocator.testbed.openai;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Reads HTTP/1.1 requests byte by byte, so that the simulator can inject a fault at any byte. */
final class HttpWire {

    private static final int LONGEST_BODY = 26 << 20;

    /** @param headers names in lower case */
    @SuppressWarnings("ArrayRecordComponent")
    record Request(String method, String path, Map<String, String> headers, byte[] body) {}

    private HttpWire() {}

    /** @throws EOFException when the client closed the connection */
    static Request read(InputStream in) throws IOException {
        String[] start = line(in).split(" ");
        if (start.length < 2) {
            throw new EOFException("no request");
        }
        var headers = new TreeMap<String, String>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        byte[] body = headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")
                ? chunks(in)
                : whole(in, Integer.parseInt(headers.getOrDefault("content-length", "0")));
        return new Request(start[0], start[1], headers, body);
    }

    private static byte[] whole(InputStream in, int length) throws IOException {
        if (length > LONGEST_BODY) {
            throw new IOException("body of " + length + " bytes");
        }
        return in.readNBytes(length);
    }

    private static byte[] chunks(InputStream in) throws IOException {
        var body = new ByteArrayOutputStream();
        for (int length = chunkLength(in); length > 0; length = chunkLength(in)) {
            body.write(whole(in, length));
            line(in);
            if (body.size() > LONGEST_BODY) {
                throw new IOException("body of more than " + LONGEST_BODY + " bytes");
            }
        }
        line(in);
        return body.toByteArray();
    }

    private static int chunkLength(InputStream in) throws IOException {
        return Integer.parseInt(line(in).split(";", 2)[0].strip(), 16);
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("closed");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }
}

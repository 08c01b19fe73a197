package io.agentlocator.gateway.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a webhook. Parses any input: repeated names are kept, an invalid escape is kept as it is, invalid UTF-8
 * becomes the replacement character. The signature is verified afterwards.
 */
record Form(Map<String, List<String>> parameters) {

    private static final int MOST_PARAMETERS = 500;

    /** Empty where there are more parameters than any webhook has. */
    static Optional<Form> parse(byte[] body) {
        var parameters = new LinkedHashMap<String, List<String>>();
        int count = 0;
        int start = 0;
        while (start < body.length) {
            int end = start;
            int equals = -1;
            while (end < body.length && body[end] != '&') {
                if (equals < 0 && body[end] == '=') {
                    equals = end;
                }
                end++;
            }
            if (end > start) {
                if (++count > MOST_PARAMETERS) {
                    return Optional.empty();
                }
                String name = decode(body, start, equals < 0 ? end : equals);
                String value = equals < 0 ? "" : decode(body, equals + 1, end);
                parameters.computeIfAbsent(name, n -> new ArrayList<>(1)).add(value);
            }
            start = end + 1;
        }
        return Optional.of(new Form(parameters));
    }

    /** The first value; null where the parameter is absent or blank. */
    @Nullable
    String get(String name) {
        List<String> values = parameters.get(name);
        return values == null || values.getFirst().isBlank() ? null : values.getFirst();
    }

    /** Null where the parameter is absent or no whole number from 0. */
    @Nullable
    Integer count(String name) {
        String text = get(name);
        return text != null && text.matches("\\d{1,9}") ? Integer.valueOf(text) : null;
    }

    private static String decode(byte[] body, int from, int to) {
        var decoded = new ByteArrayOutputStream(to - from);
        for (int i = from; i < to; i++) {
            int high = i + 2 < to ? Character.digit(body[i + 1], 16) : -1;
            int low = i + 2 < to ? Character.digit(body[i + 2], 16) : -1;
            if (body[i] == '+') {
                decoded.write(' ');
            } else if (body[i] == '%' && high >= 0 && low >= 0) {
                decoded.write(high << 4 | low);
                i += 2;
            } else {
                decoded.write(body[i]);
            }
        }
        return decoded.toString(UTF_8);
    }
}

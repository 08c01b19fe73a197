package io.agentlocator.testbed.openai;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A {@code multipart/form-data} body with at most one file. */
record MultipartForm(Map<String, String> fields, Optional<File> file) {

    @SuppressWarnings("ArrayRecordComponent")
    record File(String name, byte[] content) {}

    private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)\"?");
    private static final Pattern NAME = Pattern.compile("[; ]name=\"([^\"]*)\"");
    private static final Pattern FILE_NAME = Pattern.compile("filename=\"([^\"]*)\"");

    String field(String name) {
        return fields.getOrDefault(name, "");
    }

    /** @throws IllegalArgumentException when the body is not such a form */
    static MultipartForm read(String contentType, byte[] body) {
        Matcher boundary = BOUNDARY.matcher(contentType);
        if (!contentType.startsWith("multipart/form-data") || !boundary.find()) {
            throw new IllegalArgumentException("not a form: " + contentType);
        }
        var fields = new LinkedHashMap<String, String>();
        Optional<File> file = Optional.empty();
        // ISO 8859-1: one character per byte, so that offsets in the text are offsets in the body.
        String text = new String(body, StandardCharsets.ISO_8859_1);
        String delimiter = "--" + boundary.group(1);
        int at = text.indexOf(delimiter);
        while (at >= 0) {
            int head = at + delimiter.length() + 2;
            int next = text.indexOf("\r\n" + delimiter, at + delimiter.length());
            int content = text.indexOf("\r\n\r\n", head);
            if (next < 0 || content < 0 || content > next) {
                break;
            }
            String headers = text.substring(head, content);
            Matcher name = NAME.matcher(headers);
            Matcher fileName = FILE_NAME.matcher(headers);
            byte[] bytes = java.util.Arrays.copyOfRange(body, content + 4, next);
            if (fileName.find()) {
                file = Optional.of(new File(fileName.group(1), bytes));
            } else if (name.find()) {
                fields.put(name.group(1), new String(bytes, StandardCharsets.UTF_8));
            }
            at = next + 2;
        }
        return new MultipartForm(Map.copyOf(fields), file);
    }
}

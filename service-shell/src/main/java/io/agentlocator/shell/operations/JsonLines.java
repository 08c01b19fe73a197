package io.agentlocator.shell.operations;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.ExtLogRecord;

/** A log line as one JSON object, with the keys of the line ({@code call_sid}, {@code stream_sid}, …) as its fields. */
final class JsonLines extends ExtFormatter {

    private static final JsonFactory JSON = new JsonFactory();
    /** A line with {@code level=} or {@code service=} in its text must not get a second field of that name. */
    private static final Set<String> FIXED =
            Set.of("timestamp", "level", "service", "instance", "logger", "thread", "message", "stack");

    private final String service;
    private final String instance;

    JsonLines(String service, String instance) {
        this.service = service;
        this.instance = instance;
    }

    @Override
    public String format(ExtLogRecord entry) {
        var line = new StringWriter(256);
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField("timestamp", entry.getInstant().toString());
            json.writeStringField("level", entry.getLevel().getName());
            json.writeStringField("service", service);
            json.writeStringField("instance", instance);
            json.writeStringField("logger", String.valueOf(entry.getLoggerName()));
            json.writeStringField("thread", String.valueOf(entry.getThreadName()));
            json.writeStringField("message", String.valueOf(entry.getFormattedMessage()));
            for (Map.Entry<String, String> key : entry.getMdcCopy().entrySet()) {
                if (!FIXED.contains(key.getKey())) {
                    json.writeStringField(key.getKey(), key.getValue());
                }
            }
            if (entry.getThrown() != null) {
                var trace = new StringWriter();
                entry.getThrown().printStackTrace(new PrintWriter(trace));
                json.writeStringField("stack", trace.toString());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return line.append('\n').toString();
    }
}

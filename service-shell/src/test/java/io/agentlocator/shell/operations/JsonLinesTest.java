package io.agentlocator.shell.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.junit.jupiter.api.Test;

class JsonLinesTest {

    private final JsonLines lines = new JsonLines("media-ingest", "media-0");

    @Test
    void theKeysOfALineAreFields() throws Exception {
        JsonNode line = written("WS_START stream_sid=MZ1 call_sid=CA1 reason=\"בע״מ said\" service=x");
        assertThat(line.path("message").asText()).startsWith("WS_START stream_sid=MZ1");
        assertThat(line.path("call_sid").asText()).isEqualTo("CA1");
        assertThat(line.path("stream_sid").asText()).isEqualTo("MZ1");
        assertThat(line.path("reason").asText()).isEqualTo("בע״מ said");
        assertThat(line.path("level").asText()).isEqualTo("INFO");
        assertThat(line.path("service").asText()).as("ours, not the line's").isEqualTo("media-ingest");
    }

    @Test
    void oneLineAnObject() throws Exception {
        var entry = new ExtLogRecord(Level.WARN, "two\nlines", "a.logger");
        entry.setThrown(new IllegalStateException("why"));
        String text = lines.format(entry);
        assertThat(text.strip()).doesNotContain("\n");
        assertThat(new ObjectMapper().readTree(text).path("stack").asText())
                .contains("IllegalStateException: why")
                .contains("oneLineAnObject");
    }

    private JsonNode written(String message) throws Exception {
        var entry = new ExtLogRecord(Level.INFO, message, "a.logger");
        assertThat(new LogLineKeys().isLoggable(entry)).isTrue();
        return new ObjectMapper().readTree(lines.format(entry));
    }
}

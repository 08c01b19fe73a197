package io.agentlocator.testbed.phone;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.agentlocator.testbed.sound.SoundTrack;
import io.agentlocator.testbed.twilio.report.HeardStretch;
import io.agentlocator.testbed.twilio.report.TimelineEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Call reports and their parts as JSON: durations in milliseconds, sound as its length. */
@SuppressWarnings("rawtypes") // Optional.class has the raw type.
public final class ReportJson {
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .addMixIn(TimelineEvent.class, Named.class)
            .addMixIn(HeardStretch.Source.class, Named.class)
            .registerModule(new SimpleModule()
                    .addSerializer(
                            Duration.class,
                            value((Duration length, JsonGenerator json) ->
                                    json.writeNumber(length.toNanos() / 1000 / 1000.0)))
                    .addSerializer(
                            Instant.class, value((Instant at, JsonGenerator json) -> json.writeString(at.toString())))
                    .addSerializer(
                            Path.class, value((Path file, JsonGenerator json) -> json.writeString(file.toString())))
                    .addSerializer(
                            byte[].class,
                            value((byte[] sound, JsonGenerator json) -> json.writeString(sound.length + " bytes")))
                    .addSerializer(
                            SoundTrack.class,
                            value((SoundTrack track, JsonGenerator json) -> json.writeObject(track.length())))
                    .addSerializer(
                            Optional.class, value((Optional maybe, JsonGenerator json) -> writeOptional(maybe, json))));

    @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "kind")
    private interface Named {}

    @FunctionalInterface
    private interface Writing<T> {
        void write(T value, JsonGenerator json) throws IOException;
    }

    private ReportJson() {}

    public static String of(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not writable as JSON", e);
        }
    }

    private static void writeOptional(Optional<?> maybe, JsonGenerator json) throws IOException {
        if (maybe.isPresent()) json.writeObject(maybe.get());
        else json.writeNull();
    }

    private static <T> JsonSerializer<T> value(Writing<T> writing) {
        return new JsonSerializer<>() {
            @Override
            public void serialize(T value, JsonGenerator json, SerializerProvider provider) throws IOException {
                writing.write(value, json);
            }

            @Override
            public void serializeWithType(
                    T value,
                    JsonGenerator json,
                    SerializerProvider provider,
                    com.fasterxml.jackson.databind.jsontype.TypeSerializer type)
                    throws IOException {
                writing.write(value, json);
            }
        };
    }
}

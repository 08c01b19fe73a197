package io.agentlocator.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Encodes events as Kafka records and decodes them, in the binary mode of the CloudEvents Kafka binding: attributes in
 * {@code ce_*} headers, the event itself as the value, JSON or raw sound. Stateless and thread-safe.
 */
public final class EventCodec {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new SimpleModule()
                    .addSerializer(Instant.class, new InstantAsText())
                    .addDeserializer(Instant.class, new InstantFromText()))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .serializationInclusion(JsonInclude.Include.ALWAYS)
            .build();

    private static final ClassValue<List<Method>> REQUIRED = new ClassValue<>() {
        @Override
        protected List<Method> computeValue(Class<?> type) {
            return Arrays.stream(type.getRecordComponents())
                    .filter(component -> !component.getType().isPrimitive())
                    .filter(component -> !component.getAnnotatedType().isAnnotationPresent(Nullable.class))
                    .map(RecordComponent::getAccessor)
                    .toList();
        }
    };

    private final String source;

    /** @param source the service that writes, e.g. {@code dialog-service} */
    public EventCodec(String source) {
        this.source = source;
    }

    public String source() {
        return source;
    }

    /** Encodes an event that happened at {@code time}. */
    public ProducerRecord<String, byte[]> encode(Event event, Instant time, @Nullable String traceparent) {
        return encode(event, UUID.randomUUID().toString(), time, traceparent);
    }

    /** @param id chosen by a writer that may publish the same event twice, so that consumers recognise it */
    public ProducerRecord<String, byte[]> encode(Event event, String id, Instant time, @Nullable String traceparent) {
        Topic topic = Topic.of(event);
        String type = EventTypes.nameOf(event.getClass());
        var record = new ProducerRecord<String, byte[]>(
                topic.topicName(), null, time.toEpochMilli(), event.key(), value(event, topic));
        Headers headers = record.headers();
        headers.add("ce_specversion", "1.0".getBytes(UTF_8));
        headers.add("ce_id", id.getBytes(UTF_8));
        headers.add("ce_type", type.getBytes(UTF_8));
        headers.add("ce_source", source.getBytes(UTF_8));
        headers.add("ce_subject", event.key().getBytes(UTF_8));
        headers.add("ce_time", time.toString().getBytes(UTF_8));
        headers.add("content-type", contentType(event, topic).getBytes(UTF_8));
        if (traceparent != null) {
            headers.add("traceparent", traceparent.getBytes(UTF_8));
        }
        if (topic.wire() == Topic.Wire.RAW) {
            SoundHeaders.write(event, headers);
        }
        return record;
    }

    /** Never throws for a record's content: unreadable content is returned as {@link DecodedRecord.Unreadable}. */
    public static DecodedRecord decode(ConsumerRecord<String, byte[]> record) {
        Headers headers = record.headers();
        String type = text(headers, "ce_type");
        if (record.value() == null) {
            return new DecodedRecord.Erased(record.key() == null ? "" : record.key());
        }
        if (type == null) {
            return new DecodedRecord.Unknown("");
        }
        Class<? extends Event> known = EventTypes.typeNamed(type);
        if (known == null) {
            return new DecodedRecord.Unknown(type);
        }
        try {
            Event event = SoundHeaders.isSound(known)
                    ? SoundHeaders.read(known, headers, record.value())
                    : JSON.readValue(record.value(), known);
            return new DecodedRecord.Known(meta(record, headers, type), withoutMissing(event));
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            return new DecodedRecord.Unreadable(type, causeWithoutContent(e));
        }
    }

    /** A JSON view of a record, for tools and tests. */
    public static String json(Event event) {
        try {
            return JSON.writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + event.getClass(), e);
        }
    }

    /** Jackson reads an absent field as null; only a nullable component may be absent. */
    private static Event withoutMissing(Event event) {
        for (Method component : REQUIRED.get(event.getClass())) {
            try {
                if (component.invoke(event) == null) {
                    throw new IllegalArgumentException("missing: " + component.getName());
                }
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
        return event;
    }

    /** Jackson's messages quote the document; a caller's words must not reach headers and logs. */
    private static String causeWithoutContent(Exception e) {
        if (e instanceof JsonProcessingException json) {
            json.clearLocation();
            return json.getClass().getSimpleName();
        }
        return e.getClass().getSimpleName() + ": " + e.getMessage();
    }

    private static EventMeta meta(ConsumerRecord<String, byte[]> record, Headers headers, String type) {
        String id = text(headers, "ce_id");
        String source = text(headers, "ce_source");
        return new EventMeta(
                id == null ? record.topic() + "-" + record.partition() + "-" + record.offset() : id,
                type,
                source == null ? "" : source,
                time(record, headers),
                text(headers, "traceparent"));
    }

    private static Instant time(ConsumerRecord<String, byte[]> record, Headers headers) {
        String time = text(headers, "ce_time");
        try {
            return time == null ? Instant.ofEpochMilli(record.timestamp()) : Instant.parse(time);
        } catch (DateTimeParseException e) {
            return Instant.ofEpochMilli(record.timestamp());
        }
    }

    private static byte[] value(Event event, Topic topic) {
        try {
            return topic.wire() == Topic.Wire.RAW ? SoundHeaders.sound(event) : JSON.writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + event.getClass(), e);
        }
    }

    private static String contentType(Event event, Topic topic) {
        if (event instanceof AgentAudio.ReplyClip) {
            return "audio/mpeg";
        }
        return topic.wire() == Topic.Wire.RAW ? "audio/basic" : "application/json";
    }

    static @Nullable String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
    }

    private static final class InstantAsText extends JsonSerializer<Instant> {
        @Override
        public void serialize(Instant value, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(value.toString());
        }
    }

    private static final class InstantFromText extends JsonDeserializer<Instant> {
        @Override
        public Instant deserialize(JsonParser in, DeserializationContext context) throws IOException {
            return Instant.parse(in.getText());
        }
    }
}

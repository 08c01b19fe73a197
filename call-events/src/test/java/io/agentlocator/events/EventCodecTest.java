package io.agentlocator.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventCodecTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:15:30.123456Z");
    private final EventCodec codec = new EventCodec("testing");

    static List<Event> everyEvent() {
        return Examples.ALL;
    }

    @ParameterizedTest
    @MethodSource("everyEvent")
    void everyEventComesBackAsItWent(Event event) {
        var received = EventCodec.decode(consumed(codec.encode(event, NOW, "00-abc-def-01")));

        assertThat(received).isInstanceOf(DecodedRecord.Known.class);
        var known = (DecodedRecord.Known) received;
        assertThat(known.event()).usingRecursiveComparison().isEqualTo(event);
        assertThat(known.meta().source()).isEqualTo("testing");
        assertThat(known.meta().time()).isEqualTo(NOW);
        assertThat(known.meta().traceparent()).isEqualTo("00-abc-def-01");
        assertThat(known.meta().type()).isEqualTo(EventTypes.nameOf(event.getClass()));
    }

    @Test
    void thereIsAnExampleOfEveryEvent() {
        assertThat(Examples.ALL)
                .extracting(Event::getClass)
                .containsAll(EventTypes.all().values());
    }

    @Test
    void aTypeOfTomorrowIsUnknown() {
        var record = consumed(codec.encode(new Call.Answered("CA1"), NOW, null));
        record.headers().remove("ce_type").add("ce_type", "call.teleported".getBytes());

        assertThat(EventCodec.decode(record)).isEqualTo(new DecodedRecord.Unknown("call.teleported"));
    }

    @Test
    void aFieldOfTomorrowIsIgnored() {
        assertThat(decodeJson("call.answered", "{\"callSid\":\"CA1\",\"mood\":\"טוב\"}"))
                .isInstanceOfSatisfying(
                        DecodedRecord.Known.class,
                        known -> assertThat(known.event()).isEqualTo(new Call.Answered("CA1")));
    }

    @Test
    void aMissingFieldThatMayBeNullIsNull() {
        assertThat(decodeJson("call.ended", "{\"callSid\":\"CA1\",\"status\":\"completed\"}"))
                .isInstanceOfSatisfying(
                        DecodedRecord.Known.class,
                        known -> assertThat(known.event()).isEqualTo(new Call.Ended("CA1", "completed", null)));
    }

    @Test
    void aMissingFieldThatIsNeededMakesItUnreadable() {
        assertThat(decodeJson("call.ended", "{\"callSid\":\"CA1\"}")).isInstanceOf(DecodedRecord.Unreadable.class);
        assertThat(decodeJson("call.answered", "{}")).isInstanceOf(DecodedRecord.Unreadable.class);
    }

    @Test
    void brokenJsonIsUnreadableAndItsContentStaysOutOfTheCause() {
        assertThat(decodeJson("transcript.interim", "{\"callSid\":\"CA1\",\"text\":\"סוד כמוס"))
                .isInstanceOfSatisfying(
                        DecodedRecord.Unreadable.class,
                        unreadable -> assertThat(unreadable.cause()).doesNotContain("סוד"));
    }

    @Test
    void soundIsTheValueItself() {
        byte[] sound = {1, 2, 3};

        var record = codec.encode(new CallerAudio.Chunk("CA1", "MZ1", 7, 140, true, sound), NOW, null);

        assertThat(record.value()).isSameAs(sound);
        assertThat(new String(record.headers().lastHeader("content-type").value()))
                .isEqualTo("audio/basic");
    }

    @Test
    void soundWithoutItsHeadersIsUnreadable() {
        var record = consumed(codec.encode(new CallerAudio.Chunk("CA1", "MZ1", 7, 140, true, new byte[1]), NOW, null));
        record.headers().remove("ce_sequence");

        assertThat(EventCodec.decode(record)).isInstanceOf(DecodedRecord.Unreadable.class);
    }

    @Test
    void whatACallerSaidIsNotInToString() {
        assertThat(new Transcript.Final("CA1", 1, "בע״מ", 1, 0, 1, 1, "x").toString())
                .doesNotContain("בע״מ");
        assertThat(new Reply.Sentence("CA1", 1, 0, 0, "שלום").toString()).doesNotContain("שלום");
    }

    private static DecodedRecord decodeJson(String type, String json) {
        var record = new ConsumerRecord<>("any", 0, 0, "CA1", json.getBytes());
        record.headers().add("ce_type", type.getBytes());
        return EventCodec.decode(record);
    }

    private static ConsumerRecord<String, byte[]> consumed(ProducerRecord<String, byte[]> record) {
        return new ConsumerRecord<>(
                record.topic(),
                0,
                0,
                record.timestamp(),
                TimestampType.CREATE_TIME,
                0,
                0,
                record.key(),
                record.value(),
                new RecordHeaders(record.headers().toArray()),
                java.util.Optional.empty());
    }
}

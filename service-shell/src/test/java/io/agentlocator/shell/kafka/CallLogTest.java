package io.agentlocator.shell.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentlocator.events.Call;
import io.agentlocator.events.DecodedRecord;
import io.agentlocator.events.Event;
import io.agentlocator.events.EventCodec;
import io.agentlocator.events.MediaEvent;
import io.agentlocator.events.Topic;
import io.agentlocator.testbed.infrastructure.KafkaBroker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CallLogTest {

    private static final Set<Topic> TOPICS = Set.of(Topic.CALLS, Topic.MEDIA_EVENTS);
    private static final AtomicInteger MEMBERS = new AtomicInteger();
    private static final int PARTITIONS = 6;
    private final EventCodec codec = new EventCodec("testing");
    private KafkaBroker kafka;
    private KafkaProducer<String, byte[]> producer;

    @BeforeAll
    void startKafka() {
        kafka = KafkaBroker.start(PARTITIONS);
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    @AfterAll
    void stopKafka() {
        producer.close();
        kafka.close();
    }

    @Test
    void thePastIsReplayedInTheOrderOfItsTimeOverAllTopicsAndThenTheLogIsFollowed() throws Exception {
        Instant now = Instant.now();
        write(new MediaEvent.StreamStarted("CAorder", "MZ1"), now.minusMillis(500));
        write(
                new Call.Received("CAorder", "+972525381648", "+97237654321", Call.Direction.INBOUND, 1),
                now.minusSeconds(1));
        write(new Call.Received("CAlongago", "+1", "+2", Call.Direction.INBOUND, 1), now.minus(Duration.ofHours(1)));
        var seen = new Seen();

        try (var log = open(seen, CallLog.Scope.shared("order"), Duration.ofMinutes(15))) {
            await(log::ready);
            write(new Call.Answered("CAorder"), Instant.now());
            await(() -> !seen.live("CAorder").isEmpty());
        }

        assertThat(seen.past("CAorder"))
                .extracting(Object::getClass)
                .containsExactly((Class) Call.Received.class, MediaEvent.StreamStarted.class);
        assertThat(seen.live("CAorder")).containsExactly(new Call.Answered("CAorder"));
        assertThat(seen.past("CAlongago")).isEmpty();
    }

    @Test
    void aSecondMemberFoldsTheCallsThatItTakesOverAndTheOthersAreLeftAlone() throws Exception {
        for (int call = 0; call < 30; call++) {
            write(new Call.Answered("CAshared" + call), Instant.now());
        }
        var first = new Seen();
        var second = new Seen();
        try (var log = open(first, CallLog.Scope.shared("members"), Duration.ofMinutes(15))) {
            await(log::ready);
            assertThat(first.sharedCalls()).hasSize(30);
            try (var other = open(second, CallLog.Scope.shared("members"), Duration.ofMinutes(15))) {
                await(() -> other.ready() && !second.replayed.isEmpty());
                await(() -> !first.revoked.isEmpty());
                for (int call = 0; call < 30; call++) {
                    write(new Call.Answered("CAafter" + call), Instant.now());
                }
                await(() -> first.live.size() + second.live.size() == 30);

                assertThat(first.replayed).as("what stayed is not read again").doesNotHaveDuplicates();
                assertThat(second.replayed).hasSameElementsAs(first.revoked);
                assertThat(first.live).isNotEmpty();
                assertThat(first.live).noneMatch(told -> first.revoked.contains(told.partition()));
            }
            // Long before the group would have missed a member that died.
            await(() -> first.replayed.size() == PARTITIONS + first.revoked.size());
            write(new Call.Answered("CAafterwards"), Instant.now());
            await(() -> !first.live("CAafterwards").isEmpty());
        }
        assertThat(second.sharedCalls()).isNotEmpty();
    }

    @Test
    void whatArrivesTogetherIsTakenInTheOrderOfItsTimeOverAllTopics() throws Exception {
        var begin = Instant.now();
        var calls = new TopicPartition(Topic.CALLS.topicName(), 0);
        var media = new TopicPartition(Topic.MEDIA_EVENTS.topicName(), 0);
        var consumer = new MockConsumer<String, byte[]>("earliest") {
            @Override
            public synchronized Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(
                    Map<TopicPartition, Long> times, Duration patience) {
                return Map.of(calls, new OffsetAndTimestamp(0, 0), media, new OffsetAndTimestamp(0, 0));
            }
        };
        for (TopicPartition partition : List.of(calls, media)) {
            consumer.updatePartitions(
                    partition.topic(), List.of(new PartitionInfo(partition.topic(), 0, null, null, null)));
        }
        consumer.updateBeginningOffsets(new HashMap<>(Map.of(calls, 0L, media, 0L)));
        consumer.updateEndOffsets(new HashMap<>(Map.of(calls, 1L, media, 0L)));
        // Delivered before it was said from where to read.
        consumer.schedulePollTask(() ->
                consumer.addRecord(record(calls, 0, new Call.Answered("CAold"), begin.minus(Duration.ofDays(1)))));
        consumer.schedulePollTask(() -> consumer.addRecord(record(calls, 0, new Call.Answered("CA1"), begin)));
        consumer.schedulePollTask(() -> {
            // Comes while the past is still being read, and belongs in between.
            consumer.updateEndOffsets(new HashMap<>(Map.of(calls, 2L, media, 1L)));
            consumer.addRecord(record(calls, 1, new Call.Ended("CA1", "completed", 3), begin.plusSeconds(3)));
            consumer.addRecord(record(media, 0, new MediaEvent.StreamStarted("CA1", "MZ1"), begin.plusSeconds(1)));
        });
        var seen = new Seen();
        try (var log = new CallLog(
                TOPICS, CallLog.Scope.everything(), Duration.ofMinutes(1), seen, consumer, CallLogTest::known)) {
            await(log::ready);
            consumer.schedulePollTask(() -> {
                consumer.addRecord(record(calls, 2, new Call.Answered("CA2"), begin.plusSeconds(5)));
                consumer.addRecord(record(media, 1, new MediaEvent.StreamStarted("CA2", "MZ2"), begin.plusSeconds(4)));
            });
            await(() -> seen.live("CA2").size() == 2);
        }
        var all = new ArrayList<>(seen.past("CA1"));
        all.addAll(seen.live("CA1"));
        assertThat(all)
                .extracting(Event::getClass)
                .containsExactly((Class) Call.Answered.class, MediaEvent.StreamStarted.class, Call.Ended.class);
        assertThat(seen.live("CAold")).isEmpty();
        assertThat(seen.live("CA2"))
                .extracting(Event::getClass)
                .containsExactly((Class) MediaEvent.StreamStarted.class, Call.Answered.class);
    }

    private ConsumerRecord<String, byte[]> record(TopicPartition partition, long offset, Event event, Instant time) {
        var written = codec.encode(event, time, null);
        return new ConsumerRecord<>(
                partition.topic(),
                partition.partition(),
                offset,
                time.toEpochMilli(),
                TimestampType.CREATE_TIME,
                0,
                0,
                written.key(),
                written.value(),
                written.headers(),
                Optional.empty());
    }

    /** A quiet partition has no place to begin at; what is written while that is found out is not passed over. */
    @Test
    void whatIsWrittenWhileTheLogLooksForItsBeginningIsRead() throws Exception {
        var written = new AtomicBoolean();
        var consumer =
                new KafkaConsumer<String, byte[]>(
                        Map.of("bootstrap.servers", kafka.bootstrapServers(), "enable.auto.commit", false),
                        new StringDeserializer(),
                        new ByteArrayDeserializer()) {
                    @Override
                    public Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(
                            Map<TopicPartition, Long> times, Duration patience) {
                        var found = super.offsetsForTimes(times, patience);
                        if (written.compareAndSet(false, true)) {
                            producer.send(codec.encode(new Call.Answered("CAbetween"), Instant.now(), null));
                            producer.flush();
                        }
                        return found;
                    }
                };
        var seen = new Seen();

        try (var log =
                new CallLog(TOPICS, CallLog.Scope.everything(), Duration.ZERO, seen, consumer, CallLogTest::known)) {
            await(() -> log.ready()
                    && !(seen.past("CAbetween").isEmpty()
                            && seen.live("CAbetween").isEmpty()));
        }
    }

    @Test
    void everythingMeansEverything() throws Exception {
        for (int call = 0; call < 12; call++) {
            write(new Call.Answered("CAall" + call), Instant.now());
        }
        var seen = new Seen();
        try (var log = open(seen, CallLog.Scope.everything(), Duration.ofMinutes(15))) {
            await(log::ready);
            await(() -> log.staleness().toMillis() < 400);
        }
        assertThat(seen.past.stream().filter(told -> told.event().key().startsWith("CAall")))
                .hasSize(12);
    }

    @Test
    void whatIsSubmittedRunsOnTheLogsThreadAndAFailingTaskStopsNothing() throws Exception {
        var seen = new Seen();
        try (var log = open(seen, CallLog.Scope.everything(), Duration.ofMinutes(1))) {
            await(log::ready);
            var ran = new AtomicBoolean();
            log.submit(() -> {
                throw new IllegalStateException("planted");
            });
            log.submit(() -> ran.set(Thread.currentThread().getName().equals("call-log")));
            await(ran::get);
        }
    }

    @Test
    void withoutKafkaTheLogGrowsStale() throws Exception {
        var lonely = KafkaBroker.start();
        var seen = new Seen();
        try (var log = open(lonely, seen, CallLog.Scope.everything(), Duration.ofMinutes(1))) {
            await(log::ready);
            lonely.close();
            await(() -> log.staleness().toMillis() > 2_000);
        }
    }

    private void write(Event event, Instant time) throws Exception {
        producer.send(codec.encode(event, time, null)).get(10, TimeUnit.SECONDS);
    }

    private CallLog open(CallLog.Reader reader, CallLog.Scope scope, Duration window) {
        return open(kafka, reader, scope, window);
    }

    private static CallLog open(KafkaBroker kafka, CallLog.Reader reader, CallLog.Scope scope, Duration window) {
        var settings = new HashMap<String, Object>();
        settings.put("bootstrap.servers", kafka.bootstrapServers());
        settings.put("enable.auto.commit", false);
        settings.put("auto.offset.reset", "earliest");
        if (scope instanceof CallLog.Scope.Shared shared) {
            settings.put("group.id", shared.groupId());
            settings.put("partition.assignment.strategy", RangeAssignor.class.getName());
            settings.put("group.instance.id", "member-" + MEMBERS.incrementAndGet());
            settings.put("session.timeout.ms", 60_000);
            settings.put("heartbeat.interval.ms", 300);
        }
        var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
        return new CallLog(TOPICS, scope, window, reader, consumer, CallLogTest::known);
    }

    private static Optional<ReceivedEvent> known(ConsumerRecord<String, byte[]> record) {
        return EventCodec.decode(record) instanceof DecodedRecord.Known known
                ? Optional.of(new ReceivedEvent(known.meta(), known.event(), record.partition()))
                : Optional.empty();
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(40);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    private static final class Seen implements CallLog.Reader {
        final List<ReceivedEvent> past = new CopyOnWriteArrayList<>();
        final List<ReceivedEvent> live = new CopyOnWriteArrayList<>();
        final List<Integer> replayed = new CopyOnWriteArrayList<>();
        final List<Integer> revoked = new CopyOnWriteArrayList<>();

        @Override
        public void replay(int partition, List<ReceivedEvent> events) {
            replayed.add(partition);
            past.addAll(events);
        }

        @Override
        public void live(ReceivedEvent event) {
            live.add(event);
        }

        @Override
        public void revoked(int partition) {
            revoked.add(partition);
        }

        @Override
        public void tick() {}

        List<Event> past(String key) {
            return events(past, key);
        }

        List<Event> live(String key) {
            return events(live, key);
        }

        Set<String> sharedCalls() {
            return past.stream()
                    .map(told -> told.event().key())
                    .filter(key -> key.startsWith("CAshared"))
                    .collect(java.util.stream.Collectors.toSet());
        }

        private static List<Event> events(List<ReceivedEvent> told, String key) {
            return told.stream()
                    .map(ReceivedEvent::event)
                    .filter(event -> event.key().equals(key))
                    .toList();
        }
    }
}

package io.agentlocator.shell.kafka;

import static org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation.LEAVE_GROUP;

import io.agentlocator.events.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/**
 * Reads several topics as one log of calls: first the events of the last minutes, in the order of their time, then the new
 * ones. A service whose state is a fold of this log may die during a call; the instance that takes the partition over folds
 * the same state.
 *
 * <p>One thread polls, folds, ticks and runs submitted tasks, so a reader needs no locks. Nothing is committed; the log is
 * read again at every start.
 */
public final class CallLog implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(CallLog.class);
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration PROOF_EVERY = Duration.ofMillis(500);
    private static final Duration PROOF_PATIENCE = Duration.ofSeconds(1);
    static final Duration SEEK_PATIENCE = Duration.ofSeconds(10);
    private static final Duration LEAVING = Duration.ofSeconds(5);
    private static final int MOST_SUBMITTED = 100_000;

    /** Called on the log's thread only. An exception is logged, and the event is skipped. */
    public interface Reader {

        /**
         * The past events of a newly assigned partition, sorted by time over all topics. Called once, before the partition's
         * live events. The reader folds them without side effects; then it does what is still due after the last of them.
         */
        void replay(int partition, List<ReceivedEvent> past);

        void live(ReceivedEvent event);

        /** Another instance owns the partition's calls now. */
        void revoked(int partition);

        /**
         * For timers: called at least every 25 ms or so while the log is healthy. Not called during a rebalance of the
         * group.
         */
        void tick();
    }

    /** Which calls a log reads. */
    public sealed interface Scope {

        /** The calls are shared among the members of a group; one member gets all events of a call. */
        record Shared(String groupId) implements Scope {}

        /** All calls, for each replica. */
        record Everything() implements Scope {}

        static Scope shared(String groupId) {
            return new Shared(groupId);
        }

        static Scope everything() {
            return new Everything();
        }
    }

    private final Set<String> topics;
    private final Scope scope;
    private final Duration window;
    private final Reader reader;
    private final Consumer<String, byte[]> consumer;
    private final Function<ConsumerRecord<String, byte[]>, Optional<ReceivedEvent>> decode;
    private final BlockingQueue<Runnable> submitted = new LinkedBlockingQueue<>(MOST_SUBMITTED);
    private final PartitionOwnership ownership;
    private final Thread thread;
    private volatile boolean closing;
    private volatile boolean ready;
    private boolean misaligned;
    private volatile long provenNanos = System.nanoTime();

    CallLog(
            Set<Topic> topics,
            Scope scope,
            Duration window,
            Reader reader,
            Consumer<String, byte[]> consumer,
            Function<ConsumerRecord<String, byte[]>, Optional<ReceivedEvent>> decode) {
        this.topics = topics.stream().map(Topic::topicName).collect(Collectors.toUnmodifiableSet());
        this.scope = scope;
        this.window = window;
        this.reader = reader;
        this.consumer = consumer;
        this.decode = decode;
        this.ownership =
                new PartitionOwnership(consumer, partition -> guarded("revocation", () -> reader.revoked(partition)));
        this.thread = Thread.ofPlatform().name("call-log").start(this::run);
    }

    /** Runs {@code task} on the log's thread soon. From any thread. */
    public void submit(Runnable task) {
        if (!submitted.offer(task)) {
            throw new IllegalStateException("the call log's thread is " + MOST_SUBMITTED + " tasks behind");
        }
        if (Thread.currentThread() != thread) {
            consumer.wakeup();
        }
    }

    /**
     * The time since the last proof that all events were read. The proof is a round trip to the brokers; it separates
     * "nothing happened" from "nothing arrives".
     */
    public Duration staleness() {
        return Duration.ofNanos(System.nanoTime() - provenNanos);
    }

    /** Whether partitions were assigned, perhaps none, and their past has been folded. */
    public boolean ready() {
        return ready;
    }

    /** Whether its thread lives, or was closed in good order. */
    boolean well() {
        return closing || thread.isAlive();
    }

    @Override
    public void close() {
        closing = true;
        consumer.wakeup();
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            join();
            long lastProof = System.nanoTime();
            while (!closing) {
                turn();
                if (System.nanoTime() - lastProof > PROOF_EVERY.toNanos()) {
                    prove();
                    lastProof = System.nanoTime();
                }
            }
        } catch (InterruptException e) {
            LOG.debug("call log interrupted");
        } catch (RuntimeException e) {
            if (!closing) {
                ready = false;
                LOG.error("call log broke down", e);
            }
        } finally {
            // The group would wait for a static member; one that closes in order does not come back.
            consumer.close(CloseOptions.groupMembershipOperation(LEAVE_GROUP).withTimeout(LEAVING));
        }
    }

    private void join() {
        switch (scope) {
            case Scope.Shared shared -> consumer.subscribe(topics, ownership);
            case Scope.Everything everything -> {
                while (!closing) {
                    try {
                        var partitions = topics.stream()
                                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                                .map(info -> new TopicPartition(info.topic(), info.partition()))
                                .collect(Collectors.toSet());
                        consumer.assign(partitions);
                        ownership.assign(partitions);
                        return;
                    } catch (org.apache.kafka.common.errors.TimeoutException e) {
                        LOG.warn("Kafka does not answer, the call log waits");
                    } catch (WakeupException e) {
                        // A task was submitted, or the log is closing; both are handled next.
                    }
                }
            }
        }
    }

    /** One turn of the loop: new events, submitted tasks, the tick. */
    private void turn() {
        patiently("poll failed", () -> take(consumer.poll(POLL)));
        if (!ownership.unread().isEmpty()) {
            compareTopics();
        }
        startCatchUps();
        finishCatchUps();
        if (ownership.rebalancing()) {
            // No instance may act for these calls until their owner is known.
            return;
        }
        for (Runnable task = submitted.poll(); task != null; task = submitted.poll()) {
            guarded("task", task);
        }
        guarded("tick", reader::tick);
    }

    /** Sorts the events of a poll by time: a poll returns one topic after the other. */
    private void take(ConsumerRecords<String, byte[]> records) {
        var arrived = new ArrayList<ReceivedEvent>(records.count());
        for (ConsumerRecord<String, byte[]> event : records) {
            // Read before the position was set: it comes again with the past, if it belongs there.
            if (!ownership.isUnread(new TopicPartition(event.topic(), event.partition()))) {
                decode.apply(event).ifPresent(arrived::add);
            }
        }
        arrived.sort(ReceivedEvent.IN_TIME);
        for (ReceivedEvent received : arrived) {
            CatchUp catchUp = ownership.catchUp(received.partition());
            if (catchUp != null) {
                catchUp.take(received);
            } else {
                guarded("event", () -> reader.live(received));
            }
        }
    }

    /**
     * A call has the same partition number in all topics. That is not so where topics differ in their number of partitions,
     * for example when a broker created one of them automatically.
     */
    private void compareTopics() {
        if (scope instanceof Scope.Everything) {
            return;
        }
        patiently("the topics' partitions are not known yet", () -> {
            Map<String, Integer> counts = new TreeMap<>();
            topics.forEach(topic -> counts.put(
                    topic, consumer.partitionsFor(topic, PROOF_PATIENCE).size()));
            boolean differ = Set.copyOf(counts.values()).size() > 1;
            if (differ && !misaligned) {
                LOG.errorf("not ready: topics of a call must have the same number of partitions, and have %s", counts);
            }
            misaligned = differ;
        });
    }

    private void startCatchUps() {
        Set<TopicPartition> partitions = ownership.unread();
        if (partitions.isEmpty()) {
            return;
        }
        patiently("the past of the calls cannot be read yet", () -> {
            long since = Instant.now().minus(window).toEpochMilli();
            // The ends first: where no event is in the window, events that come in between are behind this end.
            var ends = consumer.endOffsets(partitions, SEEK_PATIENCE);
            var from = consumer.offsetsForTimes(
                    partitions.stream().collect(Collectors.toMap(p -> p, p -> since)), SEEK_PATIENCE);
            for (var partition : partitions) {
                var offset = from.get(partition);
                long end = ends.getOrDefault(partition, 0L);
                consumer.seek(partition, offset == null ? end : offset.offset());
                ownership.startCatchUp(partition, end);
            }
        });
    }

    private void finishCatchUps() {
        ownership
                .catchUps()
                .forEach((partition, catchUp) -> patiently("the end of the past is not known yet", () -> {
                    if (catchUp.complete(consumer)) {
                        ownership.endCatchUp(partition);
                        guarded("replay", () -> reader.replay(partition, catchUp.past()));
                    }
                }));
        ready = ownership.caughtUp() && ownership.assigned() && !misaligned;
    }

    /** Asks the brokers for the ends of all assigned partitions. A log that has read up to them has missed nothing. */
    private void prove() {
        patiently("the log's freshness is not proven", () -> {
            var assigned = consumer.assignment();
            long asked = System.nanoTime();
            var ends = consumer.endOffsets(assigned, PROOF_PATIENCE);
            boolean atEnd = ends.entrySet().stream()
                    .allMatch(end -> consumer.position(end.getKey(), PROOF_PATIENCE) >= end.getValue() - 1);
            if (atEnd && ownership.caughtUp() && !ownership.rebalancing()) {
                provenNanos = asked;
            }
        });
    }

    /** A request that fails now is repeated in a later turn. */
    private void patiently(String otherwise, Runnable question) {
        try {
            question.run();
        } catch (WakeupException e) {
            // A task was submitted, or the log is closing; both are handled next.
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            LOG.warnf("%s stale_ms=%d cause=%s", otherwise, staleness().toMillis(), e.toString());
        }
    }

    private static void guarded(String what, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            LOG.errorf(e, "reader failed at %s", what);
        }
    }
}

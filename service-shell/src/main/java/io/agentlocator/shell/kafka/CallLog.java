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
 * Several topics read as one log of calls: first what happened within the last while, in the order of its time, then what
 * happens. A service whose state is a fold of this log may die in the middle of a call; whoever takes the partition over
 * folds the same state.
 *
 * <p>One thread polls, folds, ticks and runs what was submitted: a reader needs no locks. Nothing is ever committed; the
 * log is read again at every start.
 */
public final class CallLog implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(CallLog.class);
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration PROOF_EVERY = Duration.ofMillis(500);
    private static final Duration PROOF_PATIENCE = Duration.ofSeconds(1);
    static final Duration SEEK_PATIENCE = Duration.ofSeconds(10);
    private static final Duration LEAVING = Duration.ofSeconds(5);
    private static final int MOST_SUBMITTED = 100_000;

    /** Called on the log's thread only. What it throws is logged and costs the event it was thrown for. */
    public interface Reader {

        /**
         * The events of the last while of a partition that is now ours and was not before, sorted by time over all topics.
         * Comes once, before the partition's live events. The fold must do nothing for them but remember; what is still
         * outstanding after the last of them is to be done.
         */
        void replay(int partition, List<Told> past);

        void live(Told event);

        /** The partition's calls are somebody else's now. */
        void revoked(int partition);

        /**
         * Comes at least every 25 ms or so while the log is healthy: the time for timers. It does not come while the group
         * deals out its calls anew.
         */
        void tick();
    }

    /** Whose calls a log reads. */
    public sealed interface Scope {

        /** The calls are shared among the members of a group; a call's partitions all go to the same member. */
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
    private final Function<ConsumerRecord<String, byte[]>, Optional<Told>> decode;
    private final BlockingQueue<Runnable> submitted = new LinkedBlockingQueue<>(MOST_SUBMITTED);
    private final Holdings holdings;
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
            Function<ConsumerRecord<String, byte[]>, Optional<Told>> decode) {
        this.topics = topics.stream().map(Topic::topicName).collect(Collectors.toUnmodifiableSet());
        this.scope = scope;
        this.window = window;
        this.reader = reader;
        this.consumer = consumer;
        this.decode = decode;
        this.holdings = new Holdings(consumer, partition -> guarded("revocation", () -> reader.revoked(partition)));
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
     * For how long it has not been proven that all there is was read. The proof is a round trip to the brokers, so that
     * "nothing happened" can be told from "nothing arrives".
     */
    public Duration staleness() {
        return Duration.ofNanos(System.nanoTime() - provenNanos);
    }

    /** Whether it is known which partitions are ours, perhaps none, and their past has been folded. */
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
            // A member with a name of its own would be waited for; who closes in good order does not come back.
            consumer.close(CloseOptions.groupMembershipOperation(LEAVE_GROUP).withTimeout(LEAVING));
        }
    }

    private void join() {
        switch (scope) {
            case Scope.Shared shared -> consumer.subscribe(topics, holdings);
            case Scope.Everything everything -> {
                while (!closing) {
                    try {
                        var partitions = topics.stream()
                                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                                .map(info -> new TopicPartition(info.topic(), info.partition()))
                                .collect(Collectors.toSet());
                        consumer.assign(partitions);
                        holdings.take(partitions);
                        return;
                    } catch (org.apache.kafka.common.errors.TimeoutException e) {
                        LOG.warn("Kafka does not answer, the call log waits");
                    } catch (WakeupException e) {
                        // A task was submitted, or the log is closing; both are looked at next.
                    }
                }
            }
        }
    }

    /** One turn of the loop: what has arrived, what was submitted, the time. */
    private void turn() {
        patiently("poll failed", () -> take(consumer.poll(POLL)));
        if (!holdings.untouched().isEmpty()) {
            compareTopics();
        }
        startCatchUps();
        finishCatchUps();
        if (holdings.beingDealt()) {
            // Nobody may do anything for these calls until it is known whose they are.
            return;
        }
        for (Runnable task = submitted.poll(); task != null; task = submitted.poll()) {
            guarded("task", task);
        }
        guarded("tick", reader::tick);
    }

    /** What arrived together is taken in the order of its time: a poll brings one topic after the other. */
    private void take(ConsumerRecords<String, byte[]> records) {
        var arrived = new ArrayList<Told>(records.count());
        for (ConsumerRecord<String, byte[]> event : records) {
            // Read before it was known from where to read: it comes again with the past, if it belongs to it.
            if (!holdings.isUntouched(new TopicPartition(event.topic(), event.partition()))) {
                decode.apply(event).ifPresent(arrived::add);
            }
        }
        arrived.sort(Told.IN_TIME);
        for (Told told : arrived) {
            CatchUp catchUp = holdings.catchUp(told.partition());
            if (catchUp != null) {
                catchUp.take(told);
            } else {
                guarded("event", () -> reader.live(told));
            }
        }
    }

    /**
     * A call has one partition number in all topics; so it has none where topics differ in their number of partitions,
     * as they do when a broker made one of them by itself.
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
        Set<TopicPartition> partitions = holdings.untouched();
        if (partitions.isEmpty()) {
            return;
        }
        patiently("the past of the calls cannot be read yet", () -> {
            long since = Instant.now().minus(window).toEpochMilli();
            // Before the beginning is looked for: where there is none, what is written in between stands behind this
            // end.
            var ends = consumer.endOffsets(partitions, SEEK_PATIENCE);
            var from = consumer.offsetsForTimes(
                    partitions.stream().collect(Collectors.toMap(p -> p, p -> since)), SEEK_PATIENCE);
            for (var partition : partitions) {
                var offset = from.get(partition);
                long end = ends.getOrDefault(partition, 0L);
                consumer.seek(partition, offset == null ? end : offset.offset());
                holdings.startCatchUp(partition, end);
            }
        });
    }

    private void finishCatchUps() {
        holdings.catchUps()
                .forEach((partition, catchUp) -> patiently("the end of the past is not known yet", () -> {
                    if (catchUp.complete(consumer)) {
                        holdings.endCatchUp(partition);
                        guarded("replay", () -> reader.replay(partition, catchUp.past()));
                    }
                }));
        ready = holdings.caughtUp() && holdings.dealt() && !misaligned;
    }

    /** Asks the brokers for the ends of all that is assigned; a log that stands at them has missed nothing. */
    private void prove() {
        patiently("the log's freshness is not proven", () -> {
            var assigned = consumer.assignment();
            long asked = System.nanoTime();
            var ends = consumer.endOffsets(assigned, PROOF_PATIENCE);
            boolean atEnd = ends.entrySet().stream()
                    .allMatch(end -> consumer.position(end.getKey(), PROOF_PATIENCE) >= end.getValue() - 1);
            if (atEnd && holdings.caughtUp() && !holdings.beingDealt()) {
                provenNanos = asked;
            }
        });
    }

    /** What Kafka does not answer now is asked again in a later turn. */
    private void patiently(String otherwise, Runnable question) {
        try {
            question.run();
        } catch (WakeupException e) {
            // A task was submitted, or the log is closing; both are looked at next.
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

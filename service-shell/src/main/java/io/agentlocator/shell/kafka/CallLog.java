package io.agentlocator.shell.kafka;

import io.agentlocator.events.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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
    private static final Duration SEEK_PATIENCE = Duration.ofSeconds(10);
    private static final int MOST_SUBMITTED = 100_000;

    /** Called on the log's thread only. What it throws is logged and costs the event it was thrown for. */
    public interface Reader {

        /**
         * The events of the last while of a partition that is now ours, sorted by time over all topics. Comes once, before
         * the partition's live events. The fold must do nothing for them but remember; what is still outstanding after the
         * last of them is to be done.
         */
        void replay(int partition, List<Told> past);

        void live(Told event);

        /** The partition's calls are somebody else's now. */
        void revoked(int partition);

        /** Comes at least every 25 ms or so while the log is healthy: the time for timers. */
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
    private final Map<Integer, CatchUp> catchingUp = new HashMap<>();
    private final Set<TopicPartition> newlyAssigned = new HashSet<>();
    private final Thread thread;
    private volatile boolean closing;
    private volatile boolean ready;
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

    /** Whether partitions are assigned and their past has been folded. */
    public boolean ready() {
        return ready;
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
        try (consumer) {
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
        }
    }

    private void join() {
        switch (scope) {
            case Scope.Shared shared -> consumer.subscribe(topics, new Rebalance());
            case Scope.Everything everything -> {
                while (!closing) {
                    try {
                        var partitions = topics.stream()
                                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                                .map(info -> new TopicPartition(info.topic(), info.partition()))
                                .collect(Collectors.toSet());
                        consumer.assign(partitions);
                        newlyAssigned.addAll(partitions);
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
        try {
            for (var record : consumer.poll(POLL)) {
                take(record);
            }
        } catch (WakeupException e) {
            // Somebody submitted a task.
        } catch (KafkaException e) {
            if (e instanceof InterruptException) {
                throw e;
            }
            LOG.warnf("poll failed cause=%s", e.toString());
        }
        startCatchUps();
        finishCatchUps();
        for (Runnable task = submitted.poll(); task != null; task = submitted.poll()) {
            guarded("task", task);
        }
        guarded("tick", reader::tick);
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        Optional<Told> told = decode.apply(record);
        CatchUp catchUp = catchingUp.get(record.partition());
        if (catchUp != null) {
            told.ifPresent(event -> catchUp.take(record, event));
        } else {
            told.ifPresent(event -> guarded("event", () -> reader.live(event)));
        }
    }

    private void startCatchUps() {
        if (newlyAssigned.isEmpty()) {
            return;
        }
        var partitions = Set.copyOf(newlyAssigned);
        try {
            long since = Instant.now().minus(window).toEpochMilli();
            var from = consumer.offsetsForTimes(
                    partitions.stream().collect(Collectors.toMap(p -> p, p -> since)), SEEK_PATIENCE);
            var ends = consumer.endOffsets(partitions, SEEK_PATIENCE);
            for (var partition : partitions) {
                var offset = from.get(partition);
                long end = ends.getOrDefault(partition, 0L);
                consumer.seek(partition, offset == null ? end : offset.offset());
                catchingUp
                        .computeIfAbsent(partition.partition(), p -> new CatchUp())
                        .expect(partition, end);
            }
            newlyAssigned.removeAll(partitions);
        } catch (WakeupException e) {
            // Tried again in the next turn.
        } catch (KafkaException e) {
            if (e instanceof InterruptException) {
                throw e;
            }
            LOG.warnf("the past of the calls cannot be read yet cause=%s", e.toString());
        }
    }

    private void finishCatchUps() {
        for (var partition : List.copyOf(catchingUp.keySet())) {
            CatchUp catchUp = catchingUp.get(partition);
            if (catchUp != null && catchUp.complete(consumer)) {
                catchingUp.remove(partition);
                guarded("replay", () -> reader.replay(partition, catchUp.past()));
                catchUp.since().forEach(event -> guarded("event", () -> reader.live(event)));
            }
        }
        ready = catchingUp.isEmpty()
                && newlyAssigned.isEmpty()
                && (ready || !consumer.assignment().isEmpty());
    }

    /** Asks the brokers for the ends of all that is assigned; a log that stands at them has missed nothing. */
    private void prove() {
        try {
            var assigned = consumer.assignment();
            long asked = System.nanoTime();
            var ends = consumer.endOffsets(assigned, PROOF_PATIENCE);
            boolean atEnd = ends.entrySet().stream()
                    .allMatch(end -> consumer.position(end.getKey(), PROOF_PATIENCE) >= end.getValue() - 1);
            if (atEnd && catchingUp.isEmpty() && newlyAssigned.isEmpty()) {
                provenNanos = asked;
            }
        } catch (WakeupException e) {
            // Asked again soon.
        } catch (KafkaException e) {
            if (e instanceof InterruptException) {
                throw e;
            }
            LOG.warnf(
                    "the log's freshness is not proven stale_ms=%d", staleness().toMillis());
        }
    }

    private static void guarded(String what, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            LOG.errorf(e, "reader failed at %s", what);
        }
    }

    private final class Rebalance implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            lose(partitions);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            lose(partitions);
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            newlyAssigned.addAll(partitions);
        }

        private void lose(Collection<TopicPartition> partitions) {
            newlyAssigned.removeAll(partitions);
            partitions.stream().map(TopicPartition::partition).distinct().forEach(partition -> {
                if (catchingUp.remove(partition) == null) {
                    guarded("revocation", () -> reader.revoked(partition));
                }
            });
        }
    }

    /** The past of one partition number, gathered from all topics until each has reached the end it had at the start. */
    private static final class CatchUp {

        private final Map<TopicPartition, Long> ends = new HashMap<>();
        private final List<Told> past = new ArrayList<>();
        private final List<Told> since = new ArrayList<>();

        void expect(TopicPartition partition, long end) {
            ends.put(partition, end);
        }

        void take(ConsumerRecord<String, byte[]> record, Told event) {
            Long end = ends.get(new TopicPartition(record.topic(), record.partition()));
            (end == null || record.offset() < end ? past : since).add(event);
        }

        boolean complete(Consumer<String, byte[]> consumer) {
            return ends.entrySet().stream()
                    .allMatch(end -> consumer.position(end.getKey(), SEEK_PATIENCE) >= end.getValue());
        }

        List<Told> past() {
            past.sort(Comparator.comparing(told -> told.meta().time()));
            return List.copyOf(past);
        }

        List<Told> since() {
            return since;
        }
    }
}

package io.agentlocator.gateway.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.agentlocator.events.Topic;
import io.agentlocator.gateway.EndedCalls;
import io.agentlocator.shell.kafka.CallLogFactory;
import io.agentlocator.shell.kafka.TailReader;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Fills the set of ended calls from all records that {@code calls} retains, and from the records that any replica adds.
 * Reads the type and the key of a record only. Reads the past in the background, with a pause after each batch; nothing waits
 * for it.
 */
@ApplicationScoped
public class EndedCallsReader implements TailReader.Reader {

    /** At about six records per call, this is a quarter of a million calls on six partitions. */
    private static final long MOST_RECORDS_OF_A_PARTITION = 250_000;

    private static final Duration KEPT = Duration.ofDays(7);
    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final byte[] ENDED = "call.ended".getBytes(UTF_8);

    private final EndedCalls ended;
    private final CallLogFactory logs;
    private @Nullable TailReader tail;

    @Inject
    public EndedCallsReader(EndedCalls ended, CallLogFactory logs) {
        this.ended = ended;
        this.logs = logs;
    }

    void open(@Observes StartupEvent starting) {
        tail = logs.openTail(Set.of(Topic.CALLS), new TailReader.Past(MOST_RECORDS_OF_A_PARTITION, KEPT, PAUSE), this);
    }

    void close(@Observes ShutdownEvent stopping) {
        if (tail != null) {
            tail.close();
        }
    }

    /** Whether all records that existed at the start have been read. */
    public boolean caughtUp() {
        TailReader open = tail;
        return open != null && open.caughtUp();
    }

    @Override
    public void read(ConsumerRecord<String, byte[]> record) {
        Header type = record.headers().lastHeader("ce_type");
        if (type != null && record.key() != null && Arrays.equals(type.value(), ENDED)) {
            ended.add(record.key());
        }
    }
}

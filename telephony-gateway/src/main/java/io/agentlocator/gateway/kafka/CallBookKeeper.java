package io.agentlocator.gateway.kafka;

import io.agentlocator.events.CallEvent;
import io.agentlocator.events.Topic;
import io.agentlocator.gateway.CallBook;
import io.agentlocator.shell.kafka.CallLog;
import io.agentlocator.shell.kafka.CallLogFactory;
import io.agentlocator.shell.kafka.Told;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the call book up to date from the log. Every instance reads every call, because a call's next webhook may come to
 * any of them.
 */
@ApplicationScoped
public class CallBookKeeper implements CallLog.Reader {

    private static final Set<Topic> TOPICS = Set.of(Topic.CALLS, Topic.REPLIES, Topic.CALL_ALERTS, Topic.MEDIA_EVENTS);
    private static final Duration WINDOW = Duration.ofMinutes(15);

    private final CallBook book;
    private final CallLogFactory logs;
    private @Nullable CallLog log;

    @Inject
    public CallBookKeeper(CallBook book, CallLogFactory logs) {
        this.book = book;
        this.logs = logs;
    }

    void open(@Observes StartupEvent starting) {
        log = logs.open(TOPICS, CallLog.Scope.everything(), WINDOW, this);
    }

    void close(@Observes ShutdownEvent stopping) {
        if (log != null) {
            log.close();
        }
    }

    /** Whether the past has been folded; before that, and while Kafka is away, only what came to this instance is known. */
    public boolean ready() {
        CallLog open = log;
        return open != null && open.ready();
    }

    @Override
    public void replay(int partition, List<Told> past) {
        past.forEach(this::live);
    }

    @Override
    public void live(Told told) {
        if (told.event() instanceof CallEvent event) {
            book.fold(event);
        }
    }

    @Override
    public void revoked(int partition) {
        // Every partition is always ours.
    }

    @Override
    public void tick() {
        book.expire();
    }
}

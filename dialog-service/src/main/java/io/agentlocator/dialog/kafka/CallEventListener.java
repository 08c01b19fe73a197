package io.agentlocator.dialog.kafka;

import io.agentlocator.dialog.turns.Conversations;
import io.agentlocator.events.CallEvent;
import io.agentlocator.events.Topic;
import io.agentlocator.shell.kafka.CallLog;
import io.agentlocator.shell.kafka.CallLogFactory;
import io.agentlocator.shell.kafka.ReceivedEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Consumes the events of calls and hands them to the conversations. Its thread is the conversations' thread; as an executor
 * it runs other tasks there too. Tasks from before {@link #open} are dropped.
 */
public final class CallEventListener implements Executor, AutoCloseable {

    private static final Logger LOG = Logger.getLogger(CallEventListener.class);
    private static final Set<Topic> TOPICS = Set.of(
            Topic.CALLS, Topic.TRANSCRIPTS, Topic.MEDIA_EVENTS, Topic.CALL_ALERTS, Topic.REPLIES, Topic.CALL_OUTCOMES);
    /** A call lasts ten minutes at most; a call that began earlier is over. */
    private static final Duration WINDOW = Duration.ofMinutes(15);

    private final Clock clock;
    private volatile @Nullable CallLog log;

    /** @param clock on which the events' times were stamped */
    public CallEventListener(Clock clock) {
        this.clock = clock;
    }

    public void open(CallLogFactory logs, Conversations conversations) {
        log = logs.open(TOPICS, CallLog.Scope.shared("dialog-service"), WINDOW, new Events(conversations, clock));
    }

    public boolean ready() {
        CallLog open = log;
        return open != null && open.ready();
    }

    /** How long ago the log was last known to be read to its end. */
    public Duration staleness() {
        CallLog open = log;
        return open == null ? Duration.ofDays(1) : open.staleness();
    }

    /** From any thread. */
    @Override
    public void execute(Runnable task) {
        CallLog open = log;
        if (open != null) {
            open.submit(task);
        }
    }

    @Override
    public void close() {
        CallLog open = log;
        if (open != null) {
            open.close();
        }
    }

    private record Events(Conversations conversations, Clock clock) implements CallLog.Reader {

        @Override
        public void replay(int partition, List<ReceivedEvent> past) {
            Instant now = clock.instant();
            for (ReceivedEvent one : past) {
                if (one.event() instanceof CallEvent event) {
                    Duration age = Duration.between(one.meta().time(), now);
                    conversations.remember(partition, event, age.isNegative() ? Duration.ZERO : age);
                }
            }
            conversations.resume(partition);
            LOG.infof("calls taken over partition=%d events=%d live=%d", partition, past.size(), conversations.live());
        }

        @Override
        public void live(ReceivedEvent one) {
            if (one.event() instanceof CallEvent event) {
                conversations.happened(one.partition(), event);
            }
        }

        @Override
        public void revoked(int partition) {
            conversations.drop(partition);
        }

        @Override
        public void tick() {
            conversations.tick();
        }
    }
}

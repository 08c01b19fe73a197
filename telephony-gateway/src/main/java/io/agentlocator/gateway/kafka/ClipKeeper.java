package io.agentlocator.gateway.kafka;

import io.agentlocator.events.AgentAudio;
import io.agentlocator.events.Topic;
import io.agentlocator.gateway.CallBook;
import io.agentlocator.gateway.ClipShelf;
import io.agentlocator.gateway.ReplyMode;
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
 * Keeps the clips at hand where the agent answers by TwiML. Every instance reads all of them, because Twilio may fetch a
 * clip, and ask how its call goes on, from any.
 */
@ApplicationScoped
public class ClipKeeper implements CallLog.Reader {

    private static final Duration WINDOW = Duration.ofMinutes(2);

    private final ReplyMode mode;
    private final ClipShelf shelf;
    private final CallBook book;
    private final CallLogFactory logs;
    private @Nullable CallLog log;

    @Inject
    public ClipKeeper(ReplyMode mode, ClipShelf shelf, CallBook book, CallLogFactory logs) {
        this.mode = mode;
        this.shelf = shelf;
        this.book = book;
        this.logs = logs;
    }

    void open(@Observes StartupEvent starting) {
        if (mode == ReplyMode.TWIML) {
            log = logs.open(Set.of(Topic.AGENT_AUDIO), CallLog.Scope.everything(), WINDOW, this);
        }
    }

    void close(@Observes ShutdownEvent stopping) {
        if (log != null) {
            log.close();
        }
    }

    /** Whether the clips of the last while are at hand; always where there are none to keep. */
    public boolean ready() {
        CallLog open = log;
        return mode == ReplyMode.STREAM || open != null && open.ready();
    }

    @Override
    public void replay(int partition, List<Told> past) {
        past.forEach(this::live);
    }

    @Override
    public void live(Told told) {
        if (told.event() instanceof AgentAudio.ReplyClip clip) {
            shelf.put(clip.callSid(), clip.turn(), clip.mp3());
            book.fold(clip);
        }
    }

    @Override
    public void revoked(int partition) {
        // Every partition is always ours.
    }

    @Override
    public void tick() {
        shelf.expire();
    }
}

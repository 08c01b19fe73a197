package io.agentlocator.gateway.kafka;

import io.agentlocator.events.AgentAudio;
import io.agentlocator.events.Topic;
import io.agentlocator.gateway.CallStates;
import io.agentlocator.gateway.ClipStore;
import io.agentlocator.shell.ReplyMode;
import io.agentlocator.shell.kafka.CallLog;
import io.agentlocator.shell.kafka.CallLogFactory;
import io.agentlocator.shell.kafka.ReceivedEvent;
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
 * Reads the MP3 clips where the agent answers by TwiML. Every instance reads all of them, because Twilio may fetch a clip,
 * and send the next webhook of its call, from any.
 */
@ApplicationScoped
public class ClipReader implements CallLog.Reader {

    private static final Duration WINDOW = Duration.ofMinutes(2);

    private final ReplyMode mode;
    private final ClipStore clips;
    private final CallStates states;
    private final CallLogFactory logs;
    private @Nullable CallLog log;

    @Inject
    public ClipReader(ReplyMode mode, ClipStore clips, CallStates states, CallLogFactory logs) {
        this.mode = mode;
        this.clips = clips;
        this.states = states;
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

    /** Whether the clips of the last two minutes have been read; always true in the mode {@code stream}. */
    public boolean ready() {
        CallLog open = log;
        return mode == ReplyMode.STREAM || open != null && open.ready();
    }

    @Override
    public void replay(int partition, List<ReceivedEvent> past) {
        past.forEach(this::live);
    }

    @Override
    public void live(ReceivedEvent received) {
        if (received.event() instanceof AgentAudio.ReplyClip clip) {
            clips.put(clip.callSid(), clip.turn(), clip.mp3());
            states.fold(clip);
        }
    }

    @Override
    public void revoked(int partition) {
        // Every partition is always ours.
    }

    @Override
    public void tick() {
        clips.expire();
    }
}

package io.agentlocator.speech.app;

import io.agentlocator.events.AgentAudio;
import io.agentlocator.events.CallEvent;
import io.agentlocator.events.Reply;
import io.agentlocator.events.Transcript;
import io.agentlocator.speech.ClipMaker;
import io.agentlocator.speech.Speaking;
import io.agentlocator.speech.VendorWatch;
import io.agentlocator.speech.Voices;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/** One mouth for each call: who speaks, and for how long. Replies come on one thread. */
public final class Mouths implements AutoCloseable {

    /** A call that says nothing for so long is over, or says the next thing with a new mouth just as well. */
    private static final long DEAD_AFTER_MS = 600_000;

    private final Mouth.World world;
    private final LongSupplier nowMs;
    private final Map<String, Mouth> byCall = new HashMap<>();

    /** @param nowMs monotonic */
    public Mouths(
            Voices voices,
            Speaking.Form form,
            ClipMaker clips,
            Consumer<AgentAudio> write,
            Consumer<Transcript> tell,
            VendorWatch watch,
            LongSupplier nowMs) {
        this.world = new Mouth.World(voices, form, clips, write, tell, watch, nowMs);
        this.nowMs = nowMs;
    }

    public void reply(Reply reply) {
        byCall.computeIfAbsent(reply.callSid(), callSid -> new Mouth(world, callSid))
                .reply(reply);
    }

    /** @param past replies and sound of one call, in the order of their time */
    public void takeOver(String callSid, List<CallEvent> past) {
        var mouth = new Mouth(world, callSid);
        byCall.put(callSid, mouth);
        mouth.takeOver(past);
    }

    /** Somebody else speaks in these calls now. */
    public void forget(Predicate<String> callSid) {
        byCall.values().removeIf(mouth -> callSid.test(mouth.callSid) && mouth.close());
    }

    public void tick() {
        long now = nowMs.getAsLong();
        byCall.values().removeIf(mouth -> now - mouth.lastReplyMs > DEAD_AFTER_MS && mouth.close());
    }

    @Override
    public void close() {
        forget(callSid -> true);
    }
}

package io.agentlocator.speech.app;

import io.agentlocator.events.AgentAudio;
import io.agentlocator.events.CallEvent;
import io.agentlocator.events.Reply;
import io.agentlocator.speech.Speaking;
import io.agentlocator.speech.SpeakingStep;
import io.agentlocator.speech.Voices;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One mouth for each call: feeds {@link Speaking} and does what it wants done. Replies come on one thread; sound comes from
 * the voices' own.
 */
public final class Mouths implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Mouths.class);

    /** A call that says nothing for so long is over, or says the next thing with a new mouth just as well. */
    private static final long DEAD_AFTER_MS = 600_000;

    private final Voices voices;
    private final Consumer<AgentAudio> write;
    private final LongSupplier nowMs;
    private final Map<String, Mouth> byCall = new HashMap<>();

    /** @param nowMs monotonic */
    public Mouths(Voices voices, Consumer<AgentAudio> write, LongSupplier nowMs) {
        this.voices = voices;
        this.write = write;
        this.nowMs = nowMs;
    }

    public void reply(Reply reply) {
        byCall.computeIfAbsent(reply.callSid(), Mouth::new).reply(reply);
    }

    /** @param past replies and sound of one call, in the order of their time */
    public void takeOver(String callSid, List<CallEvent> past) {
        var mouth = new Mouth(callSid);
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

    private final class Mouth {

        final String callSid;
        private final Speaking speaking;
        private @Nullable Sentence current;
        private boolean closed;
        long lastReplyMs;

        Mouth(String callSid) {
            this.callSid = callSid;
            this.speaking = new Speaking(callSid);
            this.lastReplyMs = nowMs.getAsLong();
        }

        synchronized void reply(Reply reply) {
            lastReplyMs = nowMs.getAsLong();
            run(speaking.reply(reply));
        }

        synchronized void takeOver(List<CallEvent> past) {
            for (CallEvent event : past) {
                switch (event) {
                    case Reply reply -> speaking.remember(reply);
                    case AgentAudio audio -> speaking.remember(audio);
                    default -> throw new IllegalArgumentException("not speech: " + event.getClass());
                }
            }
            run(speaking.takeOver());
        }

        synchronized boolean close() {
            closed = true;
            stop();
            return true;
        }

        private void run(List<SpeakingStep> steps) {
            if (closed) {
                return;
            }
            for (SpeakingStep step : steps) {
                switch (step) {
                    case SpeakingStep.Write written -> write.accept(written.audio());
                    case SpeakingStep.Speak speak -> {
                        var sentence = new Sentence(this, speak);
                        current = sentence;
                        sentence.start();
                    }
                    case SpeakingStep.Stop stop -> stop();
                }
            }
        }

        private void stop() {
            if (current != null) {
                current.stop();
                current = null;
            }
        }

        synchronized boolean sound(Sentence of, byte[] mulaw) {
            if (of != current) {
                return false;
            }
            run(speaking.sound(of.asked.turn(), of.asked.sentence(), mulaw));
            return true;
        }

        synchronized void spoken(Sentence of) {
            if (of == current) {
                current = null;
                run(speaking.spoken(of.asked.turn(), of.asked.sentence()));
            }
        }
    }

    /** A sentence while it is being spoken, on a thread of its own. */
    private final class Sentence {

        final SpeakingStep.Speak asked;
        private final Mouth mouth;
        private final Thread thread;

        Sentence(Mouth mouth, SpeakingStep.Speak asked) {
            this.mouth = mouth;
            this.asked = asked;
            this.thread = Thread.ofVirtual().name("sentence").unstarted(this::speak);
        }

        void start() {
            thread.start();
        }

        void stop() {
            thread.interrupt();
        }

        private void speak() {
            try {
                voices.speak(asked.text(), mulaw -> mouth.sound(this, mulaw));
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.errorf(e, "sentence not spoken call_sid=%s turn=%d", mouth.callSid, asked.turn());
            }
            mouth.spoken(this);
        }
    }
}

package io.agentlocator.speech.app;

import io.agentlocator.events.AgentAudio;
import io.agentlocator.events.CallEvent;
import io.agentlocator.events.MuLaw;
import io.agentlocator.events.Reply;
import io.agentlocator.events.Transcript;
import io.agentlocator.speech.ClipMaker;
import io.agentlocator.speech.Speaking;
import io.agentlocator.speech.SpeakingStep;
import io.agentlocator.speech.VendorWatch;
import io.agentlocator.speech.Voices;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Speaks in one call: feeds {@link Speaking} and does what it wants done. Sound comes from threads of its own. */
final class Mouth {

    private static final Logger LOG = Logger.getLogger(Mouth.class);

    /** A clip is heard when it is whole: until then no sentence is missed. */
    private static final long NOBODY_LISTENS_MS = 3_600_000;

    /** What all mouths have in common. */
    record World(
            Voices voices,
            Speaking.Form form,
            ClipMaker clips,
            Consumer<AgentAudio> write,
            Consumer<Transcript> tell,
            VendorWatch watch,
            LongSupplier nowMs) {}

    final String callSid;
    long lastReplyMs;

    private final World world;
    private final Speaking speaking;
    private @Nullable Sentence current;
    private boolean closed;

    /** The voice that the caller heard last; another one is a change that he hears. */
    private String voice;

    /** What the current turn has taken so far. */
    private @Nullable TurnCost cost;

    /** When all that was written so far has been heard, if it is heard as soon as it is written. */
    private long heardUntilMs;

    Mouth(World world, String callSid) {
        this.world = world;
        this.callSid = callSid;
        this.speaking = new Speaking(callSid, world.form());
        this.lastReplyMs = world.nowMs().getAsLong();
        this.voice = world.voices().engine();
    }

    synchronized void reply(Reply reply) {
        lastReplyMs = world.nowMs().getAsLong();
        if (reply instanceof Reply.Sentence sentence && (cost == null || cost.turn < sentence.turn())) {
            tellCost();
            cost = new TurnCost(sentence.turn(), lastReplyMs);
        }
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
        tellCost();
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
                case SpeakingStep.Write written -> write(written.audio());
                case SpeakingStep.Speak speak -> {
                    var sentence = new Sentence(this, speak);
                    current = sentence;
                    sentence.start();
                }
                case SpeakingStep.MakeClip make ->
                    Thread.ofVirtual().name("clip").start(() -> makeClip(make));
                case SpeakingStep.Stop stop -> stop();
            }
        }
    }

    private void write(AgentAudio audio) {
        long now = world.nowMs().getAsLong();
        switch (audio) {
            case AgentAudio.Chunk chunk ->
                heardUntilMs = Math.max(heardUntilMs, now) + MuLaw.millis(chunk.mulaw().length);
            case AgentAudio.TurnCut cut -> heardUntilMs = now;
            case AgentAudio.ReplyClip clip -> {}
            case AgentAudio.TurnEnded ended -> {}
            case AgentAudio.TurnResumed resumed -> {}
            case AgentAudio.HangUp hangUp -> {}
        }
        world.write().accept(audio);
        boolean over = switch (audio) {
            case AgentAudio.TurnEnded ended -> true;
            case AgentAudio.TurnCut cut -> true;
            case AgentAudio.ReplyClip clip -> true;
            case AgentAudio.Chunk chunk -> false;
            case AgentAudio.TurnResumed resumed -> false;
            case AgentAudio.HangUp hangUp -> false;
        };
        if (over) {
            tellCost();
        }
    }

    private void stop() {
        if (current != null) {
            current.stop();
            current = null;
        }
    }

    private void makeClip(SpeakingStep.MakeClip make) {
        ClipMaker.Clip clip = null;
        try {
            clip = world.clips().make(make.mulaw());
        } catch (RuntimeException e) {
            LOG.errorf(e, "clip not made call_sid=%s turn=%d", callSid, make.turn());
        }
        synchronized (this) {
            run(speaking.clip(make.turn(), clip));
        }
    }

    private synchronized long coveredMs() {
        return world.form() == Speaking.Form.CLIP
                ? NOBODY_LISTENS_MS
                : Math.max(0, heardUntilMs - world.nowMs().getAsLong());
    }

    private synchronized boolean sound(Sentence of, byte[] mulaw) {
        if (of != current) {
            return false;
        }
        if (cost != null && cost.turn == of.asked.turn()) {
            cost.sound(world.nowMs().getAsLong());
        }
        run(speaking.sound(of.asked.turn(), of.asked.sentence(), mulaw));
        return true;
    }

    private synchronized void spoken(Sentence of, Voices.@Nullable Spoken spoken) {
        if (spoken != null) {
            if (cost != null && cost.turn == of.asked.turn()) {
                cost.add(spoken);
            }
            // A phrase of a voice's better days changes nothing.
            boolean news = spoken.characters() > 0 || !spoken.passedOver().isEmpty();
            if (news && !spoken.engine().isEmpty() && !spoken.engine().equals(voice)) {
                String cause = spoken.passedOver().isEmpty() ? "it speaks again" : spoken.passedOver();
                world.watch().switched("synthesizer", voice, spoken.engine(), cause, callSid);
                voice = spoken.engine();
            }
        }
        if (of == current) {
            current = null;
            run(speaking.spoken(of.asked.turn(), of.asked.sentence()));
        }
    }

    private void tellCost() {
        if (cost != null && cost.soundMs > 0) {
            world.tell()
                    .accept(new Transcript.TurnSpoken(
                            callSid, cost.turn, cost.engine, cost.characters, cost.soundMs, cost.firstSoundMs));
            cost.soundMs = 0;
        }
    }

    private static final class TurnCost {

        final int turn;
        private final long askedMs;
        private String engine = "";
        private int characters;
        private long soundMs;
        private long firstSoundMs = -1;

        TurnCost(int turn, long askedMs) {
            this.turn = turn;
            this.askedMs = askedMs;
        }

        void sound(long nowMs) {
            if (firstSoundMs < 0) {
                firstSoundMs = nowMs - askedMs;
            }
        }

        /** Where voices changed within a turn, the one that was paid for last gives its name. */
        void add(Voices.Spoken spoken) {
            if (engine.isEmpty() || spoken.characters() > 0 && !spoken.engine().isEmpty()) {
                engine = spoken.engine();
            }
            characters += spoken.characters();
            soundMs += spoken.soundMs();
        }
    }

    /** A sentence while it is being spoken, on a thread of its own. */
    private static final class Sentence {

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
            Voices.Spoken spoken = null;
            try {
                spoken = mouth.world.voices().speak(asked.text(), mouth.coveredMs(), mulaw -> mouth.sound(this, mulaw));
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.errorf(e, "sentence not spoken call_sid=%s turn=%d", mouth.callSid, asked.turn());
            }
            mouth.spoken(this, spoken);
        }
    }
}

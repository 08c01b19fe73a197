package io.agentlocator.speech.synthesis;

import io.agentlocator.events.AgentAudio;
import io.agentlocator.events.CallEvent;
import io.agentlocator.events.MuLaw;
import io.agentlocator.events.Reply;
import io.agentlocator.events.Transcript;
import io.agentlocator.speech.roles.ClipEncoder;
import io.agentlocator.speech.roles.EngineObserver;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Synthesis for one call: passes replies and sound to {@link Speaking} and performs its steps. Each sentence and each clip has
 * a thread of its own.
 */
final class CallSynthesis {

    /** The caller hears a clip only when it is whole, so no sentence of it is late. */
    private static final long CLIP_COVERS_MS = 3_600_000;

    /** What all calls share. @param publish and report receive events, on any thread */
    record Shared(
            VoiceChain voices,
            Speaking.Form form,
            ClipEncoder clips,
            Consumer<AgentAudio> publish,
            Consumer<Transcript> report,
            EngineObserver observer,
            LongSupplier nowMs) {}

    final String callSid;
    long lastReplyMs;

    private final Shared shared;
    private final Speaking speaking;
    private @Nullable Sentence current;
    private boolean closed;

    /** The voice that the caller heard last. */
    private String voice;

    /** What the current turn has used so far. */
    private @Nullable TurnUsage usage;

    /** When everything published so far has been heard, if playback starts at once. */
    private long heardUntilMs;

    CallSynthesis(Shared shared, String callSid) {
        this.shared = shared;
        this.callSid = callSid;
        this.speaking = new Speaking(callSid, shared.form());
        this.lastReplyMs = now();
        this.voice = shared.voices().engine();
    }

    synchronized void reply(Reply reply) {
        lastReplyMs = now();
        if (reply instanceof Reply.Sentence sentence && (usage == null || usage.turn < sentence.turn())) {
            reportUsage();
            usage = new TurnUsage(sentence.turn(), lastReplyMs);
        }
        run(speaking.reply(reply));
    }

    /** @param past replies and sound of the call, in the order of their time */
    synchronized void takeOver(List<CallEvent> past) {
        for (CallEvent event : past) {
            switch (event) {
                case Reply reply -> speaking.remember(reply);
                case AgentAudio audio -> speaking.remember(audio);
                default -> throw new IllegalArgumentException("neither reply nor sound: " + event.getClass());
            }
        }
        run(speaking.takeOver());
    }

    synchronized void close() {
        reportUsage();
        closed = true;
        stop();
    }

    private void run(List<SpeakingStep> steps) {
        if (closed) {
            return;
        }
        for (SpeakingStep step : steps) {
            switch (step) {
                case SpeakingStep.Publish publish -> publish(publish.audio());
                case SpeakingStep.Speak speak -> {
                    var sentence = new Sentence(this, speak);
                    current = sentence;
                    sentence.start();
                }
                case SpeakingStep.EncodeClip encode ->
                    Thread.ofVirtual().name("clip").start(() -> encode(encode));
                case SpeakingStep.Stop stop -> stop();
            }
        }
    }

    private void publish(AgentAudio audio) {
        long now = now();
        boolean turnOver = switch (audio) {
            case AgentAudio.Chunk chunk -> {
                heardUntilMs = Math.max(heardUntilMs, now) + MuLaw.millis(chunk.mulaw().length);
                yield false;
            }
            case AgentAudio.TurnCut cut -> {
                heardUntilMs = now;
                yield true;
            }
            case AgentAudio.TurnEnded ended -> true;
            case AgentAudio.ReplyClip clip -> true;
            case AgentAudio.TurnResumed resumed -> false;
            case AgentAudio.HangUp hangUp -> false;
        };
        shared.publish().accept(audio);
        if (turnOver) {
            reportUsage();
        }
    }

    private void stop() {
        if (current != null) {
            current.stop();
            current = null;
        }
    }

    private void encode(SpeakingStep.EncodeClip asked) {
        ClipEncoder.EncodedClip clip = null;
        try {
            clip = shared.clips().encode(asked.mulaw());
        } catch (RuntimeException e) {
            shared.observer().unexpected("clip not made", callSid, asked.turn(), e);
        }
        synchronized (this) {
            run(speaking.clip(asked.turn(), clip));
        }
    }

    private synchronized long coveredMs() {
        return shared.form() == Speaking.Form.CLIP ? CLIP_COVERS_MS : Math.max(0, heardUntilMs - now());
    }

    private synchronized boolean sound(Sentence of, byte[] mulaw) {
        if (of != current) {
            return false;
        }
        if (usage != null && usage.turn == of.asked.turn()) {
            usage.sound(now());
        }
        run(speaking.sound(of.asked.turn(), of.asked.sentence(), mulaw));
        return true;
    }

    private synchronized void spoken(Sentence of, VoiceChain.@Nullable Spoken spoken) {
        if (spoken != null) {
            if (usage != null && usage.turn == of.asked.turn()) {
                usage.add(spoken);
            }
            noteVoice(spoken);
        }
        if (of == current) {
            current = null;
            run(speaking.spoken(of.asked.turn(), of.asked.sentence()));
        }
    }

    private void noteVoice(VoiceChain.Spoken spoken) {
        // A cached sentence of the first voice does not mean that its engine works again.
        boolean asked = spoken.characters() > 0 || !spoken.passedOver().isEmpty();
        if (asked && !spoken.engine().isEmpty() && !spoken.engine().equals(voice)) {
            String cause = spoken.passedOver().isEmpty() ? "it speaks again" : spoken.passedOver();
            shared.observer().switched("synthesizer", voice, spoken.engine(), cause, callSid);
            voice = spoken.engine();
        }
    }

    private void reportUsage() {
        if (usage != null && usage.soundMs > 0) {
            shared.report()
                    .accept(new Transcript.TurnSpoken(
                            callSid, usage.turn, usage.engine, usage.characters, usage.soundMs, usage.firstSoundMs));
            usage.soundMs = 0;
        }
    }

    private long now() {
        return shared.nowMs().getAsLong();
    }

    private static final class TurnUsage {

        final int turn;
        private final long askedMs;
        private String engine = "";
        private int characters;
        private long soundMs;
        private long firstSoundMs = -1;

        TurnUsage(int turn, long askedMs) {
            this.turn = turn;
            this.askedMs = askedMs;
        }

        void sound(long nowMs) {
            if (firstSoundMs < 0) {
                firstSoundMs = nowMs - askedMs;
            }
        }

        /** If the voice changed within the turn, the last one that was asked gives the name. */
        void add(VoiceChain.Spoken spoken) {
            if (engine.isEmpty() || spoken.characters() > 0 && !spoken.engine().isEmpty()) {
                engine = spoken.engine();
            }
            characters += spoken.characters();
            soundMs += spoken.soundMs();
        }
    }

    /** A sentence while it is being spoken. */
    private static final class Sentence {

        final SpeakingStep.Speak asked;
        private final CallSynthesis call;
        private final Thread thread;

        Sentence(CallSynthesis call, SpeakingStep.Speak asked) {
            this.call = call;
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
            VoiceChain.Spoken spoken = null;
            try {
                spoken = call.shared.voices().speak(asked.text(), call.coveredMs(), mulaw -> call.sound(this, mulaw));
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                call.shared.observer().unexpected("sentence not spoken", call.callSid, asked.turn(), e);
            }
            call.spoken(this, spoken);
        }
    }
}

package io.agentlocator.speech.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentlocator.events.AgentAudio;
import io.agentlocator.events.Event;
import io.agentlocator.events.MuLaw;
import io.agentlocator.events.Reply;
import io.agentlocator.events.Transcript;
import io.agentlocator.speech.jump3r.Jump3rClips;
import io.agentlocator.speech.roles.EngineFailure;
import io.agentlocator.speech.roles.FailureKind;
import io.agentlocator.speech.roles.FakeEngineObserver;
import io.agentlocator.speech.roles.PhraseCache;
import io.agentlocator.speech.roles.SpeechSynthesizer;
import io.agentlocator.speech.roles.TestBreakers;
import io.agentlocator.testbed.sound.Mp3;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class CallSynthesesTest {

    private static final byte[] SOUND = sound(8000);

    private final BlockingQueue<Event> written = new LinkedBlockingQueue<>();
    private final FakeEngineObserver observer = new FakeEngineObserver();
    private final AtomicLong clock = new AtomicLong(1_000_000);
    private final Map<String, byte[]> cached = new HashMap<>();
    private volatile boolean firstFails;
    private final VoiceChain voices = new VoiceChain(
            List.of(link("first"), link("second")),
            new PhraseCache() {
                @Override
                public Optional<byte[]> find(String voice, String text) {
                    return Optional.ofNullable(cached.get(voice + text));
                }

                @Override
                public void keep(String voice, String text, byte[] mulaw) {
                    cached.put(voice + text, mulaw);
                }
            },
            text -> text,
            new VoiceChain.Recorded(sound(100), sound(100)),
            observer,
            clock::get);
    private final CallSyntheses stream = calls(Speaking.Form.STREAM);
    private final CallSyntheses clips = calls(Speaking.Form.CLIP);

    @AfterEach
    void close() {
        stream.close();
        clips.close();
    }

    @Test
    void inClipFormATurnIsOneClip() throws Exception {
        clips.reply(new Reply.Sentence("CA1", 1, 0, 0, "שלום"));
        clips.reply(new Reply.Sentence("CA1", 1, 1, 0, "להתראות, בע״מ"));
        clips.reply(new Reply.Completed("CA1", 1, 2));
        clips.reply(new Reply.HangUp("CA1", 1));

        var clip = (AgentAudio.ReplyClip) written.take();
        assertThat(clip.durationMs()).isBetween(2000, 2200);
        assertThat(Mp3.length(clip.mp3()).orElseThrow().toMillis())
                .isBetween(clip.durationMs() - 1L, clip.durationMs() + 1L);
        assertThat(MuLaw.millis(Mp3.toMulaw(clip.mp3()).length)).isBetween(1950L, 2200L);
        assertThat(written.take()).isEqualTo(new Transcript.TurnSpoken("CA1", 1, "first", 17, 2000, 0));
        assertThat(written.take()).isEqualTo(new AgentAudio.HangUp("CA1", 1));
        assertThat(written).isEmpty();
    }

    @Test
    void theUsageOfATurnIsPublishedAfterItsSound() throws Exception {
        say(1, "שלום");
        assertThat(next(Transcript.TurnSpoken.class))
                .isEqualTo(new Transcript.TurnSpoken("CA1", 1, "first", 4, 1000, 0));
        say(2, "שלום");
        assertThat(next(Transcript.TurnSpoken.class))
                .as("from the cache")
                .isEqualTo(new Transcript.TurnSpoken("CA1", 2, "first", 0, 1000, 0));
    }

    @Test
    void aChangeOfVoiceIsReportedOnceAndSoIsTheWayBack() throws Exception {
        say(1, "אחת");
        next(Transcript.TurnSpoken.class);
        firstFails = true;
        say(2, "שתיים");
        assertThat(next(Transcript.TurnSpoken.class).engine()).isEqualTo("second");
        say(3, "שלוש");
        next(Transcript.TurnSpoken.class);
        assertThat(switches()).containsExactly("switched synthesizer first second first: no CA1");
        firstFails = false;
        clock.addAndGet(120_000);
        say(4, "ארבע");
        assertThat(next(Transcript.TurnSpoken.class).engine()).isEqualTo("first");
        assertThat(switches()).hasSize(2).last().isEqualTo("switched synthesizer second first it speaks again CA1");
    }

    private List<String> switches() {
        return observer.events.stream()
                .filter(event -> event.startsWith("switched"))
                .toList();
    }

    private void say(int turn, String text) {
        stream.reply(new Reply.Sentence("CA1", turn, 0, 0, text));
        stream.reply(new Reply.Completed("CA1", turn, 1));
    }

    private <E extends Event> E next(Class<E> type) throws InterruptedException {
        while (true) {
            Event event = written.take();
            if (type.isInstance(event)) {
                return type.cast(event);
            }
        }
    }

    private CallSyntheses calls(Speaking.Form form) {
        return new CallSyntheses(voices, form, new Jump3rClips(), written::add, written::add, observer, clock::get);
    }

    private VoiceChain.Link link(String name) {
        var voice = new SpeechSynthesizer() {
            @Override
            public String engine() {
                return name;
            }

            @Override
            public void speak(String text, SoundSink sink) throws EngineFailure {
                if (firstFails && name.equals("first")) {
                    throw new EngineFailure(FailureKind.CREDENTIALS, "no");
                }
                sink.accept(SOUND);
            }
        };
        return new VoiceChain.Link(voice, TestBreakers.onClock(clock::get));
    }

    private static byte[] sound(int length) {
        byte[] sound = new byte[length];
        Arrays.fill(sound, MuLaw.encode((short) 8000));
        return sound;
    }
}

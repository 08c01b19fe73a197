package io.agentlocator.speech.app;

import io.agentlocator.shell.ReplyMode;
import io.agentlocator.speech.roles.PhraseCache;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The settings of this service. */
@ConfigMapping(prefix = "agentlocator.speech")
public interface SpeechConfig {

    /** Names of vendors that recognise calls and recordings, best first. The next one takes over from one that fails. */
    List<String> recognizer();

    /** Names of vendors that speak, best first. */
    List<String> synthesizer();

    /** How the agent's sound reaches the caller. */
    @WithDefault("stream")
    ReplyMode replyMode();

    /** Directory of models and cached phrases; by default the user's cache directory. */
    Optional<Path> models();

    /** Whether log lines may contain what callers say. */
    @WithName("log-speech")
    boolean logSpeech();

    Endpoint endpoint();

    Whisper whisper();

    Kokoro kokoro();

    PhraseCache phrases();

    Recording recordings();

    /** When an utterance begins and ends. */
    interface Endpoint {

        /** Silence that ends an utterance. */
        @WithDefault("600ms")
        Duration silence();

        /** Silence after which a local engine starts; its answer is discarded if the caller goes on. */
        @WithDefault("250ms")
        Duration guess();

        /** Less voice than this is a click. */
        @WithDefault("120ms")
        Duration voice();

        @WithDefault("20s")
        Duration longest();

        /** Sound before the onset of voice that belongs to the utterance. */
        @WithDefault("300ms")
        Duration preRoll();

        /** A streaming engine's words that have not changed for this long are published once the caller is silent. */
        @WithDefault("300ms")
        Duration stable();

        /** How long a streaming engine may lag behind the end of an utterance. */
        @WithDefault("1200ms")
        Duration grace();

        /** Time limit of a remote engine that has another behind it; a tenth of the sound's length is added. */
        @WithDefault("1s")
        Duration patience();

        /** Time limit of whole-utterance recognition. */
        @WithDefault("8s")
        Duration answer();
    }

    interface Whisper {

        /** whisper-tiny, whisper-base or whisper-small. */
        @WithDefault("whisper-base")
        String model();

        /** Threads of one recognition. */
        @WithDefault("2")
        int threads();

        /** Recognitions at the same time. */
        @WithDefault("1")
        int atOnce();

        /** Utterances that may wait; one more fails at once. */
        @WithDefault("8")
        int queue();

        /** Words that callers are likely to say, written as in a transcript: Whisper continues in the style of its prompt. */
        @WithDefault(
                "שלום, דירה, חדרים, שקל, מיליון, מחיר, קומה, חניה, מרפסת, משכנתא, פגישה, תיווך, תל אביב, ירושלים, כן, לא")
        String bias();
    }

    interface Kokoro {

        @WithDefault("ef_dora")
        String voice();

        /** 1 is the model's own speed. */
        @WithDefault("1.0")
        double speed();

        @WithDefault("2")
        int threads();

        @WithDefault("1")
        int atOnce();
    }

    interface PhraseCache {

        /** A file with sentences, one per line, that replaces the service's own. */
        Optional<Path> file();

        /** Whether to fill the phrase cache at the start. */
        @WithDefault("true")
        boolean warm();

        /** Bytes of cached phrases in memory: 8,000 are a second. */
        @WithDefault("48000000")
        long memory();
    }

    interface Recording {

        @WithDefault("2s,3s,5s,8s,10s,15s,20s")
        List<Duration> pauses();

        @WithDefault("15s")
        Duration timeout();

        @WithDefault("60000000")
        long mostBytes();

        /** Recordings in work at the same time; most of them wait for their files. */
        @WithDefault("8")
        int atOnce();

        @WithDefault("20")
        int pieceSeconds();

        /** An older recording is not transcribed: a new consumer group reads days of events. */
        @WithDefault("24h")
        Duration oldest();

        Optional<String> accountSid();

        Optional<String> authToken();

        Optional<URI> apiBase();
    }
}

package io.agentlocator.speech.app;

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

    /** Who hears calls and recordings, best first. One that fails gives way to the next. */
    List<Vendor> recognizer();

    /** Who speaks, best first. */
    List<Vendor> synthesizer();

    /** How the agent's sound reaches the caller. */
    @WithDefault("stream")
    ReplyMode replyMode();

    /** Directory of models and spoken phrases; where it is not named, the user's cache directory. */
    Optional<Path> models();

    /** Whether what callers say may be logged. */
    @WithName("log-speech")
    boolean logSpeech();

    Endpoint endpoint();

    Whisper whisper();

    Kokoro kokoro();

    Phrases phrases();

    Recording recordings();

    enum Vendor {
        LOCAL,
        GOOGLE,
        OPENAI
    }

    enum ReplyMode {
        /** Over the media socket. */
        STREAM,
        /** As a clip that telephony plays. */
        TWIML
    }

    /** When an utterance begins and ends. */
    interface Endpoint {

        /** Silence that ends an utterance. */
        @WithDefault("600ms")
        Duration silence();

        /** Silence after which a local engine starts to listen, to be thrown away if the caller goes on. */
        @WithDefault("250ms")
        Duration guess();

        /** Less voice is a click. */
        @WithDefault("120ms")
        Duration voice();

        @WithDefault("20s")
        Duration longest();

        /** Sound before the onset that belongs to the utterance. */
        @WithDefault("300ms")
        Duration preRoll();

        /** Words of a streaming engine that have not changed for so long are good enough in a silence. */
        @WithDefault("300ms")
        Duration stable();

        /** How long a streaming engine may lag behind the end of an utterance. */
        @WithDefault("1200ms")
        Duration grace();

        /** How long an engine elsewhere may take while another stands behind it, besides a tenth of the sound's length. */
        @WithDefault("1s")
        Duration patience();

        /** How long a whole-utterance engine may take. */
        @WithDefault("8s")
        Duration answer();
    }

    interface Whisper {

        /** whisper-tiny, whisper-base or whisper-small. */
        @WithDefault("whisper-base")
        String model();

        /** Threads that one recognition may use. */
        @WithDefault("2")
        int threads();

        /** Recognitions at once. */
        @WithDefault("1")
        int atOnce();

        /** Utterances that may wait for one; what comes on top is told as a failure. */
        @WithDefault("8")
        int queue();

        /** What may be said, in whole phrases: Whisper goes on as its prompt was written. */
        @WithDefault(
                "שלום, דירה, חדרים, שקל, מיליון, מחיר, קומה, חניה, מרפסת, משכנתא, פגישה, תיווך, תל אביב, ירושלים, כן, לא")
        String bias();
    }

    interface Kokoro {

        @WithDefault("ef_dora")
        String voice();

        /** What the second try on the ladder of voices sounds like. */
        @WithDefault("1.0")
        double speed();

        @WithDefault("2")
        int threads();

        @WithDefault("1")
        int atOnce();
    }

    interface Phrases {

        /** A file with sentences, one a line, that are spoken at start-up; in place of those in the service itself. */
        Optional<Path> file();

        /** Whether to speak them at start-up, each once and for all starts. */
        @WithDefault("true")
        boolean warm();

        /** Spoken sentences kept in memory: 8,000 bytes are a second. */
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

        /** Recordings worked on at once, most of them waiting for their files. */
        @WithDefault("8")
        int atOnce();

        @WithDefault("20")
        int pieceSeconds();

        /** An older event is not acted upon: a new consumer group reads days of them. */
        @WithDefault("24h")
        Duration oldest();

        Optional<String> accountSid();

        Optional<String> authToken();

        Optional<URI> apiBase();
    }
}

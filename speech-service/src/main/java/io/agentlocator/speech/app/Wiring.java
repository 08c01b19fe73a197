package io.agentlocator.speech.app;

import io.agentlocator.hebrew.SpokenHebrew;
import io.agentlocator.shell.ReplyMode;
import io.agentlocator.shell.breaker.Breaker;
import io.agentlocator.shell.kafka.EventPublisher;
import io.agentlocator.speech.disk.DiskPhrases;
import io.agentlocator.speech.jump3r.Jump3rClips;
import io.agentlocator.speech.kafka.CallerAudioListener;
import io.agentlocator.speech.kafka.RecordingsListener;
import io.agentlocator.speech.kafka.RepliesListener;
import io.agentlocator.speech.kafka.TopicSettings;
import io.agentlocator.speech.kafka.TranscriptsPublisher;
import io.agentlocator.speech.recognition.CallRecognitions;
import io.agentlocator.speech.recognition.Endpointing;
import io.agentlocator.speech.recognition.ListeningSettings;
import io.agentlocator.speech.recognition.RecognizerChain;
import io.agentlocator.speech.recordings.RecordingTranscriber;
import io.agentlocator.speech.roles.EngineObserver;
import io.agentlocator.speech.roles.StreamingRecognizer;
import io.agentlocator.speech.synthesis.CallSyntheses;
import io.agentlocator.speech.synthesis.Speaking;
import io.agentlocator.speech.synthesis.VoiceChain;
import io.agentlocator.speech.twilio.TwilioRecordings;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Connects the opened engines with the topics. */
@Singleton
class Wiring {

    private static final Logger LOG = Logger.getLogger(Wiring.class);

    /** Requests that a remote recogniser gets at the same time, from calls and recordings together. */
    private static final int REMOTE_AT_ONCE = 32;

    /** An engine that has failed twice in a row, over all calls, is given up for a while. */
    private static final Breaker.Settings BREAKER =
            new Breaker.Settings(2, Duration.ofSeconds(1), Duration.ofSeconds(30), 0.3);

    private static final LongSupplier NOW_MS = () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime());

    /** @param callers whether a caller speaks or waits for words */
    record Wired(
            SpeechEngines engines,
            RecognizerChain recognizers,
            VoiceChain voices,
            AtomicBoolean callers,
            EngineObserver observer) {}

    private final SpeechConfig config;
    private final MeterRegistry metrics;
    private final CallerAudioListener callerAudio;
    private final RepliesListener replies;
    private final RecordingsListener recordings;
    private final TranscriptsPublisher transcripts;
    private final EventPublisher publisher;
    private volatile @Nullable RecognizerChain recognizers;
    private volatile @Nullable TwilioRecordings recordingSource;

    @Inject
    Wiring(
            SpeechConfig config,
            MeterRegistry metrics,
            CallerAudioListener callerAudio,
            RepliesListener replies,
            RecordingsListener recordings,
            TranscriptsPublisher transcripts,
            EventPublisher publisher) {
        this.config = config;
        this.metrics = metrics;
        this.callerAudio = callerAudio;
        this.replies = replies;
        this.recordings = recordings;
        this.transcripts = transcripts;
        this.publisher = publisher;
    }

    @Produces
    @Singleton
    static TopicSettings topicSettings(SpeechConfig config) {
        return new TopicSettings(
                config.logSpeech(),
                config.recordings().oldest(),
                config.recordings().atOnce());
    }

    /** Builds the chains of engines; nothing is consumed yet. @param prompts the agent's fixed sentences */
    Wired wire(SpeechEngines engines, List<String> prompts, EngineObserver observer) throws IOException {
        VoiceChain voices = voices(engines, prompts, observer);
        var chain = new RecognizerChain(
                engines.recognizers().stream().map(this::link).toList(), engines.skippedByCalls(), observer, NOW_MS);
        for (RecognizerChain.Link link : chain.links()) {
            metrics.gauge(
                    "agentlocator.decode.waiting",
                    Tags.of("engine", link.engine()),
                    link,
                    RecognizerChain.Link::waiting);
        }
        recognizers = chain;
        return new Wired(engines, chain, voices, new AtomicBoolean(), observer);
    }

    /** Starts to consume recordings, the callers' sound and replies. */
    void consume(Wired wired) throws InterruptedException {
        recordings.open(recordingTranscriber(wired.recognizers()));
        callerAudio.open(new CallRecognitions(
                listeningSettings(wired),
                wired.engines().streaming().orElse(null),
                wired.recognizers(),
                transcripts::publish,
                wired.observer(),
                NOW_MS,
                wired.callers()));
        replies.open(new CallSyntheses(
                wired.voices(),
                config.replyMode() == ReplyMode.TWIML ? Speaking.Form.CLIP : Speaking.Form.STREAM,
                new Jump3rClips(),
                publisher::publish,
                transcripts::publish,
                wired.observer(),
                NOW_MS));
    }

    void close() {
        if (recognizers != null) {
            recognizers.close();
        }
        if (recordingSource != null) {
            recordingSource.close();
        }
    }

    private VoiceChain voices(SpeechEngines engines, List<String> prompts, EngineObserver observer) throws IOException {
        UnaryOperator<String> normalizer = new SpokenHebrew()::speakable;
        Set<String> lasting = prompts.stream().map(normalizer).collect(Collectors.toUnmodifiableSet());
        var cache = new DiskPhrases(
                SpeechVendors.models(config).directory().resolve("phrases"),
                config.phrases().memory(),
                // The same name on another server may be another voice tomorrow.
                (voice, text) -> !voice.contains("://") && lasting.contains(text),
                cause -> LOG.warnf("phrases stay in memory only cause=%s", cause));
        return new VoiceChain(
                engines.voices().stream()
                        .map(voice -> new VoiceChain.Link(voice, breaker()))
                        .toList(),
                cache,
                normalizer,
                new VoiceChain.Recorded(recorded("/hold_he.ulaw"), recorded("/apology_he.ulaw")),
                observer,
                NOW_MS);
    }

    private RecognizerChain.Link link(SpeechEngines.Recognizer recognizer) {
        SpeechConfig.Whisper whisper = config.whisper();
        SpeechConfig.Endpoint endpoint = config.endpoint();
        RecognizerChain.Limits limits = recognizer.inProcess()
                ? new RecognizerChain.Limits(
                        whisper.atOnce(), whisper.queue(), endpoint.answer().toMillis())
                : new RecognizerChain.Limits(
                        REMOTE_AT_ONCE, REMOTE_AT_ONCE, endpoint.patience().toMillis());
        return new RecognizerChain.Link(recognizer.engine(), breaker(), limits);
    }

    private static Breaker breaker() {
        return new Breaker(BREAKER, System::nanoTime);
    }

    private ListeningSettings listeningSettings(Wired wired) {
        SpeechConfig.Endpoint endpoint = config.endpoint();
        var rule = new Endpointing.Rule(
                endpoint.silence().toMillis(),
                endpoint.guess().toMillis(),
                endpoint.voice().toMillis(),
                endpoint.longest().toMillis());
        return new ListeningSettings(
                rule,
                endpoint.preRoll().toMillis(),
                wired.engines().streaming().map(StreamingRecognizer::engine).orElse(null),
                wired.recognizers().engine(),
                endpoint.stable().toMillis(),
                endpoint.grace().toMillis(),
                endpoint.answer().toMillis());
    }

    private RecordingTranscriber recordingTranscriber(RecognizerChain chain) {
        SpeechConfig.Recording settings = config.recordings();
        var source = new TwilioRecordings(new TwilioRecordings.Settings(
                settings.accountSid().orElse(""),
                settings.authToken().orElse(""),
                settings.apiBase(),
                settings.timeout(),
                settings.mostBytes()));
        recordingSource = source;
        return new RecordingTranscriber(
                source,
                chain.forRecordings(),
                new RecordingTranscriber.Settings(settings.pauses(), settings.pieceSeconds()),
                Thread::sleep);
    }

    private static byte[] recorded(String file) throws IOException {
        try (InputStream in = Wiring.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IOException("a recorded sentence is missing: " + file);
            }
            return in.readAllBytes();
        }
    }
}

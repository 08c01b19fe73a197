package io.agentlocator.speech.google;

import com.google.api.gax.grpc.GrpcCallContext;
import com.google.cloud.texttospeech.v1.AudioConfig;
import com.google.cloud.texttospeech.v1.AudioEncoding;
import com.google.cloud.texttospeech.v1.StreamingAudioConfig;
import com.google.cloud.texttospeech.v1.StreamingSynthesisInput;
import com.google.cloud.texttospeech.v1.StreamingSynthesizeConfig;
import com.google.cloud.texttospeech.v1.StreamingSynthesizeRequest;
import com.google.cloud.texttospeech.v1.StreamingSynthesizeResponse;
import com.google.cloud.texttospeech.v1.SynthesisInput;
import com.google.cloud.texttospeech.v1.SynthesizeSpeechRequest;
import com.google.cloud.texttospeech.v1.TextToSpeechClient;
import com.google.cloud.texttospeech.v1.TextToSpeechSettings;
import com.google.cloud.texttospeech.v1.VoiceSelectionParams;
import io.agentlocator.events.MuLaw;
import io.agentlocator.speech.audio.WavReader;
import io.agentlocator.speech.roles.EngineFailure;
import io.agentlocator.speech.roles.FailureKind;
import io.agentlocator.speech.roles.SpeechSynthesizer;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * One voice of Google Cloud Text-to-Speech. Voices of the {@code Chirp3-HD} family stream μ-law without a header, which goes
 * to the telephone unchanged; older voices return the whole sentence as a WAVE file. Safe for all threads; as many sentences
 * run at once as the quota allows. Close it when the service stops.
 */
public final class GoogleSpeechSynthesizer implements SpeechSynthesizer, AutoCloseable {

    private static final int RATE = MuLaw.RATE;

    private final GoogleSettings settings;
    private final String voice;
    private final boolean streams;
    private final TextToSpeechClient client;
    private final SpeakingQuota quota;

    /**
     * @param voice one of {@link GoogleSettings#voices()}
     * @throws IllegalStateException if credentials are missing or cannot be read
     */
    public GoogleSpeechSynthesizer(GoogleSettings settings, String voice) {
        this.settings = settings;
        this.voice = voice;
        this.streams = voice.contains("Chirp3-HD");
        var voicing = settings.voicing();
        this.quota = new SpeakingQuota(
                voicing.perMinute(),
                voicing.atOnce(),
                voicing.queue().toMillis(),
                () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()));
        var access = new GoogleAccess(settings.access());
        var endpoint = settings.access().synthesisEndpoint();
        try {
            var synthesis = TextToSpeechSettings.newBuilder()
                    .setTransportChannelProvider(access.connections(
                            TextToSpeechSettings.defaultGrpcTransportProviderBuilder(),
                            endpoint,
                            "texttospeech.googleapis.com:443"))
                    .setCredentialsProvider(access.credentials(endpoint));
            // The library would retry for minutes; the next voice is asked instead.
            synthesis
                    .synthesizeSpeechSettings()
                    .setSimpleTimeoutNoRetriesDuration(settings.voicing().whole());
            this.client = TextToSpeechClient.create(synthesis.build());
        } catch (IOException e) {
            throw new IllegalStateException("Google synthesis cannot be set up: " + e.getMessage(), e);
        }
    }

    @Override
    public String engine() {
        return "google/" + voice;
    }

    @Override
    public String cacheKey() {
        return settings.access()
                .synthesisEndpoint()
                .map(address -> engine() + "@http://" + address.replaceFirst("^https?://", ""))
                .orElse(engine());
    }

    @Override
    public void speak(String text, SoundSink sink) throws EngineFailure, InterruptedException {
        quota.take();
        try {
            var audible = new AudibleSink(sink);
            for (var part : TextParts.of(text)) {
                if (!(streams ? streamed(part, audible) : whole(part, audible))) {
                    return;
                }
            }
            audible.finished();
        } finally {
            quota.release();
        }
    }

    /** Speaks one word and discards it. */
    public void probe() throws EngineFailure, InterruptedException {
        speak("שלום", mulaw -> true);
    }

    /** @return false if the sink wants no more */
    private boolean streamed(String text, AudibleSink sink) throws EngineFailure, InterruptedException {
        var sound = new AudioQueue();
        BidiStream<StreamingSynthesizeRequest, StreamingSynthesizeResponse> call = BidiStream.open(
                observer -> client.streamingSynthesizeCallable()
                        .splitCall(
                                observer,
                                GrpcCallContext.createDefault()
                                        .withTimeoutDuration(settings.voicing().whole())),
                response -> sound.add(response.getAudioContent().toByteArray()),
                sound::failed,
                sound::completed);
        try {
            call.send(StreamingSynthesizeRequest.newBuilder()
                    .setStreamingConfig(StreamingSynthesizeConfig.newBuilder()
                            .setVoice(voice())
                            .setStreamingAudioConfig(StreamingAudioConfig.newBuilder()
                                    .setAudioEncoding(AudioEncoding.MULAW)
                                    .setSampleRateHertz(RATE)
                                    .setSpeakingRate(settings.speakingRate())))
                    .build());
            call.send(StreamingSynthesizeRequest.newBuilder()
                    .setInput(StreamingSynthesisInput.newBuilder().setText(text))
                    .build());
            call.halfClose();
            long end = System.nanoTime() + settings.voicing().whole().toNanos();
            var bound = settings.voicing().firstSound();
            for (var piece = sound.next(bound); piece != null; piece = sound.next(bound)) {
                if (!sink.accept(piece)) {
                    return false;
                }
                bound = settings.voicing().nextSound();
                if (System.nanoTime() > end) {
                    throw new EngineFailure(FailureKind.UNAVAILABLE, "a sentence that does not end");
                }
            }
            return true;
        } finally {
            call.cancel();
        }
    }

    private boolean whole(String text, AudibleSink sink) throws EngineFailure, InterruptedException {
        var request = SynthesizeSpeechRequest.newBuilder()
                .setInput(SynthesisInput.newBuilder().setText(text))
                .setVoice(voice())
                .setAudioConfig(AudioConfig.newBuilder()
                        .setAudioEncoding(AudioEncoding.MULAW)
                        .setSampleRateHertz(RATE)
                        .setSpeakingRate(settings.speakingRate()))
                .build();
        try {
            var response = ReplyFuture.await(client.synthesizeSpeechCallable().futureCall(request), timeout(text));
            return sink.accept(headerless(response.getAudioContent().toByteArray()));
        } catch (ExecutionException e) {
            throw failed(e.getCause() == null ? e : e.getCause());
        }
    }

    /** A whole sentence takes longer than the first sound of one. */
    private Duration timeout(String text) {
        return settings.voicing().firstSound().plusMillis(5L * text.length());
    }

    private static byte[] headerless(byte[] answer) throws EngineFailure {
        if (!WavReader.isWav(answer)) {
            return answer;
        }
        try {
            var audio = WavReader.parse(answer);
            if (audio.rate() != RATE) {
                throw new EngineFailure(FailureKind.REFUSED, "sound of " + audio.rate() + " Hz");
            }
            return MuLaw.encode(audio.samples());
        } catch (IllegalArgumentException e) {
            throw new EngineFailure(FailureKind.UNAVAILABLE, "not a sound file: " + e.getMessage(), e);
        }
    }

    private VoiceSelectionParams voice() {
        return VoiceSelectionParams.newBuilder()
                .setLanguageCode(settings.voiceLanguage())
                .setName(voice)
                .build();
    }

    static EngineFailure failed(Throwable cause) {
        return new EngineFailure(SpeechApi.kind(cause), SpeechApi.reason(cause), cause);
    }

    @Override
    public void close() {
        client.shutdownNow();
        client.close();
    }
}

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
import io.agentlocator.speech.SpeechSynthesizer;
import io.agentlocator.speech.SynthesisFailed;
import io.agentlocator.speech.WavSound;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * One voice of Google Cloud Text-to-Speech. Voices of the {@code Chirp3-HD} family stream μ-law without a header, which goes
 * to the telephone byte for byte; the older ones answer at once with a WAVE file. Used from many threads, as many at once as
 * the quota allows. Close it when the service stops.
 */
public final class GoogleSpeechSynthesizer implements SpeechSynthesizer, AutoCloseable {

    private static final int RATE = MuLaw.RATE;

    private final GoogleSettings settings;
    private final String voice;
    private final boolean streams;
    private final TextToSpeechClient client;
    private final SpeakingQuota quota;

    /**
     * @param voice a name out of {@link GoogleSettings#voices()}
     * @throws IllegalStateException when credentials are named but cannot be read
     */
    public GoogleSpeechSynthesizer(GoogleSettings settings, String voice) {
        this.settings = settings;
        this.voice = voice;
        this.streams = voice.contains("Chirp3-HD");
        var voicing = settings.voicing();
        this.quota = new SpeakingQuota(
                voicing.perMinute(),
                voicing.atOnce(),
                voicing.turn().toMillis(),
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
            // The library would repeat for minutes; the next voice is asked instead.
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
    public String keptAs() {
        return settings.access()
                .synthesisEndpoint()
                .map(address -> engine() + "@http://" + address.replaceFirst("^https?://", ""))
                .orElse(engine());
    }

    @Override
    public void speak(String text, SoundSink sink) throws SynthesisFailed, InterruptedException {
        quota.take();
        try {
            var audible = new AudibleSink(sink);
            for (var part : VendorText.parts(text)) {
                if (!(streams ? streamed(part, audible) : whole(part, audible))) {
                    return;
                }
            }
            audible.finished();
        } finally {
            quota.done();
        }
    }

    /** Speaks one word to nobody. */
    public void probe() throws SynthesisFailed, InterruptedException {
        speak("שלום", mulaw -> true);
    }

    /** @return whether more is wanted */
    private boolean streamed(String text, AudibleSink sink) throws SynthesisFailed, InterruptedException {
        var sound = new SoundQueue();
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
                    throw new SynthesisFailed("a sentence that does not end", true);
                }
            }
            return true;
        } finally {
            call.cancel();
        }
    }

    private boolean whole(String text, AudibleSink sink) throws SynthesisFailed, InterruptedException {
        var request = SynthesizeSpeechRequest.newBuilder()
                .setInput(SynthesisInput.newBuilder().setText(text))
                .setVoice(voice())
                .setAudioConfig(AudioConfig.newBuilder()
                        .setAudioEncoding(AudioEncoding.MULAW)
                        .setSampleRateHertz(RATE)
                        .setSpeakingRate(settings.speakingRate()))
                .build();
        try {
            var response = ReplyFuture.await(client.synthesizeSpeechCallable().futureCall(request), patience(text));
            return sink.accept(headerless(response.getAudioContent().toByteArray()));
        } catch (ExecutionException e) {
            throw failed(e.getCause() == null ? e : e.getCause());
        }
    }

    /** A whole sentence takes longer than the first sound of one. */
    private Duration patience(String text) {
        return settings.voicing().firstSound().plusMillis(5L * text.length());
    }

    private static byte[] headerless(byte[] answer) throws SynthesisFailed {
        if (!WavSound.isWav(answer)) {
            return answer;
        }
        try {
            var sound = WavSound.parse(answer);
            if (sound.rate() != RATE) {
                throw new SynthesisFailed("sound of " + sound.rate() + " Hz", false);
            }
            return MuLaw.encode(sound.samples());
        } catch (IllegalArgumentException e) {
            throw new SynthesisFailed("not a sound file: " + e.getMessage(), true, e);
        }
    }

    private VoiceSelectionParams voice() {
        return VoiceSelectionParams.newBuilder()
                .setLanguageCode(settings.voiceLanguage())
                .setName(voice)
                .build();
    }

    static SynthesisFailed failed(Throwable cause) {
        return new SynthesisFailed(SpeechWire.kind(cause), SpeechWire.told(cause), cause);
    }

    @Override
    public void close() {
        client.shutdownNow();
        client.close();
    }
}

package io.agentlocator.speech.google;

import com.google.api.gax.grpc.GrpcCallContext;
import com.google.cloud.speech.v2.ExplicitDecodingConfig;
import com.google.cloud.speech.v2.PhraseSet;
import com.google.cloud.speech.v2.RecognitionConfig;
import com.google.cloud.speech.v2.RecognitionFeatures;
import com.google.cloud.speech.v2.RecognizeRequest;
import com.google.cloud.speech.v2.SpeechAdaptation;
import com.google.cloud.speech.v2.SpeechClient;
import com.google.cloud.speech.v2.SpeechSettings;
import com.google.cloud.speech.v2.StreamingRecognitionConfig;
import com.google.cloud.speech.v2.StreamingRecognitionFeatures;
import com.google.cloud.speech.v2.StreamingRecognitionResult;
import com.google.cloud.speech.v2.StreamingRecognizeRequest;
import com.google.cloud.speech.v2.StreamingRecognizeResponse;
import com.google.protobuf.Duration;
import com.google.protobuf.UnsafeByteOperations;
import io.agentlocator.speech.audio.PcmAudio;
import io.agentlocator.speech.roles.EngineFailure;
import io.agentlocator.speech.roles.RecognitionResult;
import java.io.IOException;

/** {@code google.cloud.speech.v2}: regional, with the name of a recogniser in each request. */
final class SpeechApiV2 implements SpeechApi {

    private final GoogleSettings settings;
    private final GoogleSettings.Model model;
    private final String recognizer;
    private final SpeechClient client;

    SpeechApiV2(GoogleSettings settings, GoogleSettings.Model model) throws IOException {
        this.settings = settings;
        this.model = model;
        var access = new GoogleAccess(settings.access());
        var endpoint = settings.access().speechEndpoint();
        this.recognizer = "projects/" + access.project(endpoint) + "/locations/" + model.location() + "/recognizers/_";
        var host = model.location().equals("global") ? "" : model.location() + "-";
        var speech = SpeechSettings.newBuilder()
                .setTransportChannelProvider(access.connections(
                        SpeechSettings.defaultGrpcTransportProviderBuilder(),
                        endpoint,
                        host + "speech.googleapis.com:443"))
                .setCredentialsProvider(access.credentials(endpoint));
        // The library would retry for minutes; the callers of this class decide about retries.
        speech.recognizeSettings().setSimpleTimeoutNoRetriesDuration(UnaryRecognition.LONGEST);
        this.client = SpeechClient.create(speech.build());
    }

    @Override
    public Stream open(boolean minimal, Answers answers) {
        BidiStream<StreamingRecognizeRequest, StreamingRecognizeResponse> stream = BidiStream.open(
                observer -> client.streamingRecognizeCallable()
                        .splitCall(observer, GrpcCallContext.createDefault().withTimeoutDuration(MAX_AGE)),
                response -> answers.words(response.getResultsList().stream()
                        .map(SpeechApiV2::words)
                        .toList()),
                answers::failed,
                answers::completed);
        stream.send(StreamingRecognizeRequest.newBuilder()
                .setRecognizer(recognizer)
                .setStreamingConfig(StreamingRecognitionConfig.newBuilder()
                        .setConfig(config(ExplicitDecodingConfig.AudioEncoding.MULAW, 8000, minimal))
                        .setStreamingFeatures(
                                StreamingRecognitionFeatures.newBuilder().setInterimResults(true)))
                .build());
        return stream.ofAudio(mulaw -> StreamingRecognizeRequest.newBuilder()
                .setAudio(UnsafeByteOperations.unsafeWrap(mulaw))
                .build());
    }

    @Override
    public RecognitionResult recognize(PcmAudio audio, boolean minimal) throws EngineFailure, InterruptedException {
        var request = RecognizeRequest.newBuilder()
                .setRecognizer(recognizer)
                .setConfig(config(ExplicitDecodingConfig.AudioEncoding.LINEAR16, audio.rate(), minimal))
                .setContent(UnsafeByteOperations.unsafeWrap(UnaryRecognition.linear16(audio)))
                .build();
        return UnaryRecognition.await(
                client.recognizeCallable().futureCall(request),
                audio,
                response -> response.getResultsList().stream()
                        .filter(result -> result.getAlternativesCount() > 0)
                        .map(result -> result.getAlternatives(0))
                        .map(best -> new Words(best.getTranscript(), true, 1, best.getConfidence(), -1))
                        .toList());
    }

    private RecognitionConfig config(ExplicitDecodingConfig.AudioEncoding encoding, int rate, boolean minimal) {
        var config = RecognitionConfig.newBuilder()
                .setModel(model.name())
                .addLanguageCodes(settings.language())
                .setExplicitDecodingConfig(ExplicitDecodingConfig.newBuilder()
                        .setEncoding(encoding)
                        .setSampleRateHertz(rate)
                        .setAudioChannelCount(1));
        if (!minimal) {
            config.setFeatures(RecognitionFeatures.newBuilder().setEnableAutomaticPunctuation(true));
            if (!settings.phrases().isEmpty()) {
                var phrases = PhraseSet.newBuilder();
                settings.phrases()
                        .forEach(phrase ->
                                phrases.addPhrases(PhraseSet.Phrase.newBuilder().setValue(phrase)));
                config.setAdaptation(SpeechAdaptation.newBuilder()
                        .addPhraseSets(SpeechAdaptation.AdaptationPhraseSet.newBuilder()
                                .setInlinePhraseSet(phrases)));
            }
        }
        return config.build();
    }

    private static Words words(StreamingRecognitionResult result) {
        var text = result.getAlternativesCount() == 0
                ? ""
                : result.getAlternatives(0).getTranscript();
        var confidence = result.getAlternativesCount() == 0
                ? 0
                : result.getAlternatives(0).getConfidence();
        return new Words(
                text,
                result.getIsFinal(),
                result.getStability(),
                confidence,
                result.hasResultEndOffset() ? millis(result.getResultEndOffset()) : -1);
    }

    private static long millis(Duration duration) {
        return duration.getSeconds() * 1000 + duration.getNanos() / 1_000_000;
    }

    @Override
    public void close() {
        client.shutdownNow();
        client.close();
    }
}

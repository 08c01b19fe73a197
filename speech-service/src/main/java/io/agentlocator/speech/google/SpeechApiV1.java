package io.agentlocator.speech.google;

import com.google.api.gax.grpc.GrpcCallContext;
import com.google.cloud.speech.v1.RecognitionAudio;
import com.google.cloud.speech.v1.RecognitionConfig;
import com.google.cloud.speech.v1.RecognizeRequest;
import com.google.cloud.speech.v1.SpeechClient;
import com.google.cloud.speech.v1.SpeechContext;
import com.google.cloud.speech.v1.SpeechSettings;
import com.google.cloud.speech.v1.StreamingRecognitionConfig;
import com.google.cloud.speech.v1.StreamingRecognitionResult;
import com.google.cloud.speech.v1.StreamingRecognizeRequest;
import com.google.cloud.speech.v1.StreamingRecognizeResponse;
import com.google.protobuf.UnsafeByteOperations;
import com.google.rpc.Code;
import io.agentlocator.speech.audio.PcmAudio;
import io.agentlocator.speech.roles.EngineFailure;
import io.agentlocator.speech.roles.RecognitionResult;
import io.grpc.Status;
import java.io.IOException;

/** {@code google.cloud.speech.v1}, the older API, whose errors may also come within an answer. */
final class SpeechApiV1 implements SpeechApi {

    private final GoogleSettings settings;
    private final GoogleSettings.Model model;
    private final SpeechClient client;

    SpeechApiV1(GoogleSettings settings, GoogleSettings.Model model) throws IOException {
        this.settings = settings;
        this.model = model;
        var access = new GoogleAccess(settings.access());
        var endpoint = settings.access().speechEndpoint();
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
                response -> {
                    if (response.hasError() && response.getError().getCode() != Code.OK_VALUE) {
                        answers.failed(inBand(response.getError()));
                    } else {
                        answers.words(response.getResultsList().stream()
                                .map(SpeechApiV1::words)
                                .toList());
                    }
                },
                answers::failed,
                answers::completed);
        stream.send(StreamingRecognizeRequest.newBuilder()
                .setStreamingConfig(StreamingRecognitionConfig.newBuilder()
                        .setConfig(config(RecognitionConfig.AudioEncoding.MULAW, 8000, minimal))
                        .setInterimResults(true))
                .build());
        return stream.ofAudio(mulaw -> StreamingRecognizeRequest.newBuilder()
                .setAudioContent(UnsafeByteOperations.unsafeWrap(mulaw))
                .build());
    }

    @Override
    public RecognitionResult recognize(PcmAudio audio, boolean minimal) throws EngineFailure, InterruptedException {
        var request = RecognizeRequest.newBuilder()
                .setConfig(config(RecognitionConfig.AudioEncoding.LINEAR16, audio.rate(), minimal))
                .setAudio(RecognitionAudio.newBuilder()
                        .setContent(UnsafeByteOperations.unsafeWrap(UnaryRecognition.linear16(audio))))
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

    private RecognitionConfig config(RecognitionConfig.AudioEncoding encoding, int rate, boolean minimal) {
        var config = RecognitionConfig.newBuilder()
                .setLanguageCode(settings.language())
                .setEncoding(encoding)
                .setSampleRateHertz(rate);
        if (!minimal) {
            config.setModel(model.name()).setEnableAutomaticPunctuation(true);
            if (!settings.phrases().isEmpty()) {
                config.addSpeechContexts(SpeechContext.newBuilder().addAllPhrases(settings.phrases()));
            }
        }
        return config.build();
    }

    private static Words words(StreamingRecognitionResult result) {
        var some = result.getAlternativesCount() > 0;
        long endMs = result.hasResultEndTime()
                ? result.getResultEndTime().getSeconds() * 1000
                        + result.getResultEndTime().getNanos() / 1_000_000
                : -1;
        return new Words(
                some ? result.getAlternatives(0).getTranscript() : "",
                result.getIsFinal(),
                result.getStability(),
                some ? result.getAlternatives(0).getConfidence() : 0,
                endMs);
    }

    private static Throwable inBand(com.google.rpc.Status error) {
        var status = Status.fromCodeValue(error.getCode()).withDescription(error.getMessage());
        return com.google.api.gax.rpc.ApiExceptionFactory.createException(
                status.asRuntimeException(), com.google.api.gax.grpc.GrpcStatusCode.of(status.getCode()), false);
    }

    @Override
    public void close() {
        client.shutdownNow();
        client.close();
    }
}

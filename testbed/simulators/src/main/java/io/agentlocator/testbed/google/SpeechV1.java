package io.agentlocator.testbed.google;

import com.google.cloud.speech.v1.RecognitionConfig;
import com.google.cloud.speech.v1.RecognitionConfig.AudioEncoding;
import com.google.cloud.speech.v1.RecognizeRequest;
import com.google.cloud.speech.v1.RecognizeResponse;
import com.google.cloud.speech.v1.SpeechRecognitionAlternative;
import com.google.cloud.speech.v1.SpeechRecognitionResult;
import com.google.cloud.speech.v1.StreamingRecognitionResult;
import com.google.cloud.speech.v1.StreamingRecognizeRequest;
import com.google.cloud.speech.v1.StreamingRecognizeResponse;
import com.google.cloud.speech.v1.StreamingRecognizeResponse.SpeechEventType;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code google.cloud.speech.v1.Speech}. */
final class SpeechV1 {

    private static final String SERVICE = "google.cloud.speech.v1.Speech";
    private static final Set<String> MODELS = Set.of("", "default", "command_and_search");

    private final World world;

    SpeechV1(World world) {
        this.world = world;
    }

    ServerServiceDefinition service() {
        return ServerServiceDefinition.builder(SERVICE)
                .addMethod(
                        Methods.bidirectional(
                                SERVICE,
                                "StreamingRecognize",
                                StreamingRecognizeRequest.getDefaultInstance(),
                                StreamingRecognizeResponse.getDefaultInstance()),
                        ServerCalls.asyncBidiStreamingCall(this::stream))
                .addMethod(
                        Methods.unary(
                                SERVICE,
                                "Recognize",
                                RecognizeRequest.getDefaultInstance(),
                                RecognizeResponse.getDefaultInstance()),
                        ServerCalls.asyncUnaryCall(this::whole))
                .build();
    }

    private StreamObserver<StreamingRecognizeRequest> stream(StreamObserver<StreamingRecognizeResponse> out) {
        var dialect = new RecognitionCall.Dialect<>(
                "v1",
                Status.Code.OUT_OF_RANGE,
                "Exceeded maximum allowed stream duration of 305 seconds.",
                305_000,
                Status.Code.OUT_OF_RANGE,
                "Audio Timeout Error: Long duration elapsed without audio. Audio should be sent close to real time.",
                SpeechV1::reply);
        var call = new RecognitionCall<>(world, dialect, out);
        return new StreamObserver<>() {
            @Override
            public void onNext(StreamingRecognizeRequest request) {
                if (request.hasStreamingConfig()) {
                    var config = request.getStreamingConfig();
                    call.configured(new RecognitionCall.Wanted(
                            config.getConfig().getModel(),
                            config.getConfig().getLanguageCode(),
                            config.getInterimResults(),
                            config.getEnableVoiceActivityEvents(),
                            refusal(config.getConfig(), true)));
                } else {
                    call.sound(request.getAudioContent().toByteArray());
                }
            }

            @Override
            public void onError(Throwable cause) {
                call.cancelled();
            }

            @Override
            public void onCompleted() {
                call.halfClosed();
            }
        };
    }

    private void whole(RecognizeRequest request, StreamObserver<RecognizeResponse> out) {
        var config = request.getConfig();
        UnaryCall.answer(world, Fault.Method.RECOGNIZE, out, () -> {
            var refusal = refusal(config, false);
            if (refusal != null) {
                throw new IllegalArgumentException(refusal);
            }
            var kind = switch (config.getEncoding()) {
                case MULAW -> WholeClipRecognition.Kind.MULAW;
                case LINEAR16 -> WholeClipRecognition.Kind.LINEAR16;
                default -> WholeClipRecognition.Kind.AUTO;
            };
            var response = RecognizeResponse.newBuilder();
            for (var words : WholeClipRecognition.heard(
                    world, request.getAudio().getContent().toByteArray(), kind, config.getSampleRateHertz())) {
                response.addResults(SpeechRecognitionResult.newBuilder()
                        .addAlternatives(alternative(words.text(), words.confidence()))
                        .setLanguageCode("iw-il")
                        .setResultEndTime(SpeechV2.duration(words.endMs())));
            }
            return response.build();
        });
    }

    private @Nullable String refusal(RecognitionConfig config, boolean streaming) {
        if (!config.getLanguageCode().equals("iw-IL")) {
            return "Invalid recognition 'config': bad language code.";
        }
        if (!MODELS.contains(config.getModel())) {
            return "Invalid recognition 'config': The requested model is currently not supported for language : "
                    + config.getLanguageCode() + ".";
        }
        if (streaming && (config.getEncoding() != AudioEncoding.MULAW || config.getSampleRateHertz() != 8000)) {
            return "Invalid recognition 'config': bad sample rate hertz.";
        }
        if (config.getEnableAutomaticPunctuation() && world.settings.refused().contains("automatic_punctuation")) {
            return SpeechV2.unsupported("automatic_punctuation");
        }
        if (config.getSpeechContextsCount() > 0 && world.settings.refused().contains("adaptation")) {
            return SpeechV2.unsupported("speech_adaptation_boost");
        }
        return null;
    }

    private static Optional<StreamingRecognizeResponse> reply(StreamRecognition.Result heard) {
        var response = StreamingRecognizeResponse.newBuilder();
        switch (heard) {
            case StreamRecognition.Result.VoiceBegins begins ->
                response.setSpeechEventType(SpeechEventType.SPEECH_ACTIVITY_BEGIN)
                        .setSpeechEventTime(SpeechV2.duration(begins.atMs()));
            case StreamRecognition.Result.VoiceEnds ends ->
                response.setSpeechEventType(SpeechEventType.SPEECH_ACTIVITY_END)
                        .setSpeechEventTime(SpeechV2.duration(ends.atMs()));
            case StreamRecognition.Result.Interim interim ->
                response.addResults(StreamingRecognitionResult.newBuilder()
                        .addAlternatives(alternative(interim.text(), 0))
                        .setStability(interim.stability())
                        .setResultEndTime(SpeechV2.duration(interim.endMs()))
                        .setLanguageCode("iw-il"));
            case StreamRecognition.Result.Final words ->
                response.addResults(StreamingRecognitionResult.newBuilder()
                        .addAlternatives(alternative(words.text(), words.confidence()))
                        .setIsFinal(true)
                        .setResultEndTime(SpeechV2.duration(words.endMs()))
                        .setLanguageCode("iw-il"));
        }
        return Optional.of(response.build());
    }

    private static SpeechRecognitionAlternative alternative(String text, float confidence) {
        return SpeechRecognitionAlternative.newBuilder()
                .setTranscript(text)
                .setConfidence(confidence)
                .build();
    }
}

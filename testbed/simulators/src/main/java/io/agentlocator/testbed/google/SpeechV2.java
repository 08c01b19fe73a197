package io.agentlocator.testbed.google;

import com.google.cloud.speech.v2.ExplicitDecodingConfig.AudioEncoding;
import com.google.cloud.speech.v2.RecognitionConfig;
import com.google.cloud.speech.v2.RecognizeRequest;
import com.google.cloud.speech.v2.RecognizeResponse;
import com.google.cloud.speech.v2.SpeechRecognitionAlternative;
import com.google.cloud.speech.v2.SpeechRecognitionResult;
import com.google.cloud.speech.v2.StreamingRecognitionResult;
import com.google.cloud.speech.v2.StreamingRecognizeRequest;
import com.google.cloud.speech.v2.StreamingRecognizeResponse;
import com.google.cloud.speech.v2.StreamingRecognizeResponse.SpeechEventType;
import com.google.protobuf.Duration;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code google.cloud.speech.v2.Speech}. */
final class SpeechV2 {

    private static final String SERVICE = "google.cloud.speech.v2.Speech";
    private static final Pattern RECOGNIZER =
            Pattern.compile("projects/[^/]+/locations/(?<location>[^/]+)/recognizers/[^/]+");

    /** The models that stream Hebrew; chirp_2 recognises it only in whole files. */
    private static final Map<String, Set<String>> STREAMING = Map.of("chirp_3", Set.of("eu", "us"));

    private static final Map<String, Set<String>> WHOLE =
            Map.of("chirp_3", Set.of("eu", "us"), "chirp_2", Set.of("europe-west4", "asia-southeast1", "us-central1"));

    private final World world;

    SpeechV2(World world) {
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
                "v2",
                Status.Code.ABORTED,
                "Max duration of 5 minutes reached for stream.",
                300_000,
                Status.Code.ABORTED,
                "Stream timed out after receiving no more client requests.",
                SpeechV2::reply);
        var call = new RecognitionCall<>(world, dialect, out);
        return new StreamObserver<>() {
            @Override
            public void onNext(StreamingRecognizeRequest request) {
                if (request.hasStreamingConfig()) {
                    var config = request.getStreamingConfig();
                    call.configured(new RecognitionCall.Wanted(
                            config.getConfig().getModel(),
                            String.join(",", config.getConfig().getLanguageCodesList()),
                            config.getStreamingFeatures().getInterimResults(),
                            config.getStreamingFeatures().getEnableVoiceActivityEvents(),
                            refusal(request.getRecognizer(), config.getConfig(), STREAMING, true)));
                } else {
                    call.sound(request.getAudio().toByteArray());
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
            var refusal = refusal(request.getRecognizer(), config, WHOLE, false);
            if (refusal != null) {
                throw new IllegalArgumentException(refusal);
            }
            var decoding = config.getExplicitDecodingConfig();
            var kind = !config.hasExplicitDecodingConfig()
                    ? WholeClipRecognition.Kind.AUTO
                    : decoding.getEncoding() == AudioEncoding.MULAW
                            ? WholeClipRecognition.Kind.MULAW
                            : WholeClipRecognition.Kind.LINEAR16;
            var response = RecognizeResponse.newBuilder();
            for (var words : WholeClipRecognition.heard(
                    world, request.getContent().toByteArray(), kind, decoding.getSampleRateHertz())) {
                response.addResults(SpeechRecognitionResult.newBuilder()
                        .addAlternatives(alternative(words.text(), words.confidence()))
                        .setLanguageCode("iw-IL")
                        .setResultEndOffset(duration(words.endMs())));
            }
            return response.build();
        });
    }

    private @Nullable String refusal(
            String recognizer, RecognitionConfig config, Map<String, Set<String>> models, boolean streaming) {
        var name = RECOGNIZER.matcher(recognizer);
        if (!name.matches()) {
            return "Invalid resource field value in the request: recognizer.";
        }
        var location = name.group("location");
        if (!models.getOrDefault(config.getModel(), Set.of()).contains(location)) {
            return "The model \"" + config.getModel() + "\" does not exist in the location named \"" + location + "\".";
        }
        for (var language : config.getLanguageCodesList()) {
            if (!language.equals("iw-IL")) {
                return "The language \"" + language + "\" is not supported by the model \"" + config.getModel()
                        + "\" in the location named \"" + location + "\".";
            }
        }
        if (config.getLanguageCodesCount() == 0) {
            return "Invalid RecognitionConfig: language_codes is required.";
        }
        if (config.hasExplicitDecodingConfig()) {
            var decoding = config.getExplicitDecodingConfig();
            if (decoding.getAudioChannelCount() != 1 || decoding.getSampleRateHertz() < 8000) {
                return "Invalid ExplicitDecodingConfig: audio_channel_count and sample_rate_hertz are required.";
            }
            if (streaming && decoding.getEncoding() != AudioEncoding.MULAW) {
                return "This simulator streams MULAW only.";
            }
        } else if (streaming) {
            return "Audio data does not appear to be in a supported encoding. If you believe this to be incorrect, try explicitly specifying the decoding parameters.";
        }
        if (config.hasAdaptation() && world.settings.refused().contains("adaptation")) {
            return unsupported("speech_adaptation_boost");
        }
        if (config.getFeatures().getEnableAutomaticPunctuation()
                && world.settings.refused().contains("automatic_punctuation")) {
            return unsupported("automatic_punctuation");
        }
        return null;
    }

    static String unsupported(String feature) {
        return "Config contains unsupported fields. Recognizer does not support feature: " + feature;
    }

    private static Optional<StreamingRecognizeResponse> reply(StreamRecognition.Result heard) {
        var response = StreamingRecognizeResponse.newBuilder();
        switch (heard) {
            case StreamRecognition.Result.VoiceBegins begins ->
                response.setSpeechEventType(SpeechEventType.SPEECH_ACTIVITY_BEGIN)
                        .setSpeechEventOffset(duration(begins.atMs()));
            case StreamRecognition.Result.VoiceEnds ends ->
                response.setSpeechEventType(SpeechEventType.SPEECH_ACTIVITY_END)
                        .setSpeechEventOffset(duration(ends.atMs()));
            case StreamRecognition.Result.Interim interim ->
                response.addResults(StreamingRecognitionResult.newBuilder()
                        .addAlternatives(alternative(interim.text(), 0))
                        .setStability(interim.stability())
                        .setResultEndOffset(duration(interim.endMs()))
                        .setLanguageCode("iw-IL"));
            case StreamRecognition.Result.Final words ->
                response.addResults(StreamingRecognitionResult.newBuilder()
                        .addAlternatives(alternative(words.text(), words.confidence()))
                        .setIsFinal(true)
                        .setResultEndOffset(duration(words.endMs()))
                        .setLanguageCode("iw-IL"));
        }
        return Optional.of(response.build());
    }

    private static SpeechRecognitionAlternative alternative(String text, float confidence) {
        return SpeechRecognitionAlternative.newBuilder()
                .setTranscript(text)
                .setConfidence(confidence)
                .build();
    }

    static Duration duration(long ms) {
        return Duration.newBuilder()
                .setSeconds(ms / 1000)
                .setNanos((int) (ms % 1000) * 1_000_000)
                .build();
    }
}

package io.agentlocator.testbed.google;

import com.google.cloud.texttospeech.v1.AudioConfig;
import com.google.cloud.texttospeech.v1.AudioEncoding;
import com.google.cloud.texttospeech.v1.StreamingSynthesizeConfig;
import com.google.cloud.texttospeech.v1.StreamingSynthesizeRequest;
import com.google.cloud.texttospeech.v1.StreamingSynthesizeResponse;
import com.google.cloud.texttospeech.v1.SynthesizeSpeechRequest;
import com.google.cloud.texttospeech.v1.SynthesizeSpeechResponse;
import com.google.cloud.texttospeech.v1.VoiceSelectionParams;
import com.google.protobuf.ByteString;
import io.agentlocator.testbed.sound.Mulaw;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code google.cloud.texttospeech.v1.TextToSpeech}. */
final class SynthesisV1 {

    private static final String SERVICE = "google.cloud.texttospeech.v1.TextToSpeech";
    private static final int MOST_BYTES = 5_000;
    private static final Pattern VOICES =
            Pattern.compile("he-IL-(?:(?:Standard|Wavenet)-[A-D]|Chirp3-HD-(?:Achernar|Achird|"
                    + "Algenib|Algieba|Alnilam|Aoede|Autonoe|Callirrhoe|Charon|Despina|Enceladus|Erinome|Fenrir|Gacrux|Iapetus|"
                    + "Kore|Laomedeia|Leda|Orus|Pulcherrima|Puck|Rasalgethi|Sadachbia|Sadaltager|Schedar|Sulafat|Umbriel|"
                    + "Vindemiatrix|Zephyr|Zubenelgenubi))");

    private final World world;

    SynthesisV1(World world) {
        this.world = world;
    }

    ServerServiceDefinition service() {
        return ServerServiceDefinition.builder(SERVICE)
                .addMethod(
                        Methods.bidirectional(
                                SERVICE,
                                "StreamingSynthesize",
                                StreamingSynthesizeRequest.getDefaultInstance(),
                                StreamingSynthesizeResponse.getDefaultInstance()),
                        ServerCalls.asyncBidiStreamingCall(this::stream))
                .addMethod(
                        Methods.unary(
                                SERVICE,
                                "SynthesizeSpeech",
                                SynthesizeSpeechRequest.getDefaultInstance(),
                                SynthesizeSpeechResponse.getDefaultInstance()),
                        ServerCalls.asyncUnaryCall(this::whole))
                .build();
    }

    private StreamObserver<StreamingSynthesizeRequest> stream(StreamObserver<StreamingSynthesizeResponse> out) {
        var call = new SynthesisCall(world, out);
        return new StreamObserver<>() {
            @Override
            public void onNext(StreamingSynthesizeRequest request) {
                if (request.hasStreamingConfig()) {
                    var config = request.getStreamingConfig();
                    call.configured(config.getVoice().getName(), refusal(config));
                } else {
                    call.text(request.getInput().getText());
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

    private void whole(SynthesizeSpeechRequest request, StreamObserver<SynthesizeSpeechResponse> out) {
        var fault = world.faults.take(Fault.Method.SYNTHESIZE).orElse(null);
        long think = world.settings.firstSound().toMillis() * 2;
        UnaryCall.answer(world, fault, think, out, () -> {
            check(refusal(request.getVoice()));
            var text = request.getInput().getText();
            check(tooLong(text));
            var sound = fault instanceof Fault.Empty
                    ? new byte[0]
                    : world.say(text, request.getVoice().getName());
            if (fault instanceof Fault.Silent) {
                Arrays.fill(sound, Mulaw.SILENCE);
            }
            world.journal.add(
                    new Journal.Spoken(request.getVoice().getName(), text, false, sound.length * 1000L / Mulaw.RATE));
            return SynthesizeSpeechResponse.newBuilder()
                    .setAudioContent(ByteString.copyFrom(encoded(sound, request.getAudioConfig())))
                    .build();
        });
    }

    private static void check(@Nullable String refusal) {
        if (refusal != null) {
            throw new IllegalArgumentException(refusal);
        }
    }

    static @Nullable String tooLong(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES
                ? null
                : "Either `input.text` or `input.ssml` is longer than the limit of 5000 bytes. This limit is different from quotas. To fix, reduce the byte length of the characters in this request, or consider using the Long Audio API: https://cloud.google.com/text-to-speech/docs/create-audio-text-long-audio-synthesis.";
    }

    private static @Nullable String refusal(VoiceSelectionParams voice) {
        if (!voice.getLanguageCode().equals("he-IL")) {
            return "Requested language code '" + voice.getLanguageCode() + "' doesn't match the voice '"
                    + voice.getName() + "''s language code 'he-il'.";
        }
        return VOICES.matcher(voice.getName()).matches()
                ? null
                : "Voice '" + voice.getName() + "' does not exist. Is it misspelled?";
    }

    private static @Nullable String refusal(StreamingSynthesizeConfig config) {
        var wrong = refusal(config.getVoice());
        if (wrong != null) {
            return wrong;
        }
        if (!config.getVoice().getName().contains("Chirp3-HD")) {
            return "Currently, only Chirp 3: HD voices are supported for streaming synthesis.";
        }
        var encoding = config.getStreamingAudioConfig().getAudioEncoding();
        if (encoding != AudioEncoding.MULAW || config.getStreamingAudioConfig().getSampleRateHertz() != Mulaw.RATE) {
            return encoding == AudioEncoding.MP3 || encoding == AudioEncoding.LINEAR16
                    ? "Unsupported audio encoding."
                    : "This simulator streams MULAW of 8000 Hz only.";
        }
        double rate = config.getStreamingAudioConfig().getSpeakingRate();
        return rate == 0 || rate >= 0.25 && rate <= 2 ? null : "Speaking rate must be in the range [0.25, 2.0].";
    }

    /** Unary responses carry a WAV header; the vendor documents it for MULAW too. */
    private static byte[] encoded(byte[] mulaw, AudioConfig config) {
        if (config.getSampleRateHertz() != Mulaw.RATE || config.getAudioEncoding() != AudioEncoding.MULAW) {
            throw new IllegalArgumentException("This simulator speaks MULAW of 8000 Hz only.");
        }
        var pad = mulaw.length & 1;
        var wav = ByteBuffer.allocate(58 + mulaw.length + pad).order(ByteOrder.LITTLE_ENDIAN);
        wav.put(ascii("RIFF")).putInt(50 + mulaw.length + pad).put(ascii("WAVE"));
        wav.put(ascii("fmt ")).putInt(18).putShort((short) 7).putShort((short) 1);
        wav.putInt(Mulaw.RATE)
                .putInt(Mulaw.RATE)
                .putShort((short) 1)
                .putShort((short) 8)
                .putShort((short) 0);
        wav.put(ascii("fact")).putInt(4).putInt(mulaw.length);
        wav.put(ascii("data")).putInt(mulaw.length).put(mulaw);
        return wav.array();
    }

    private static byte[] ascii(String tag) {
        return tag.getBytes(StandardCharsets.US_ASCII);
    }
}

package io.agentlocator.testbed.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentlocator.testbed.google.KnownSpeech;
import io.agentlocator.testbed.google.SyntheticVoice;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * {@code /v1/audio/transcriptions} and {@code /v1/audio/speech}. The voice is the synthetic one at 24 kHz; its sound is
 * recognised by its loudness, so that a test may synthesise a sentence and transcribe it.
 */
final class AudioEndpoints {

    /** A request that the vendor would refuse. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        Refused(String message) {
            super(message);
        }
    }

    private static final int RATE = 24_000;
    private static final int LONGEST_INPUT = 4_096;
    private static final int PIECE_BYTES = RATE * 2 / 10;
    private static final Duration FIRST_SOUND = Duration.ofMillis(200);
    private static final Duration BETWEEN_PIECES = Duration.ofMillis(10);
    private static final Duration HEARING = Duration.ofMillis(250);
    private static final Set<String> VOICES = Set.of(
            "alloy", "ash", "ballad", "coral", "echo", "fable", "nova", "onyx", "sage", "shimmer", "verse", "marin",
            "cedar");
    private static final Set<String> ENDINGS =
            Set.of("flac", "mp3", "mp4", "mpeg", "mpga", "m4a", "ogg", "wav", "webm");

    private final ObjectMapper json;
    private final KnownSpeech known;

    AudioEndpoints(ObjectMapper json, KnownSpeech known) {
        this.json = json;
        this.known = known;
    }

    ChatAnswer speech(JsonNode body) throws Refused {
        String text = body.path("input").asText("");
        String voice = body.path("voice").asText("");
        String format = body.path("response_format").asText("mp3");
        if (body.path("model").asText("").isEmpty()) {
            throw new Refused("you must provide a model parameter");
        }
        if (text.isEmpty()) {
            throw new Refused("Invalid 'input': empty string. Expected a string with minimum length 1.");
        }
        if (text.length() > LONGEST_INPUT) {
            throw new Refused("Invalid 'input': string too long. Expected a string with maximum length 4096.");
        }
        if (!VOICES.contains(voice)) {
            throw new Refused("Invalid value: '" + voice + "'. Supported values are: " + VOICES);
        }
        if (!format.equals("pcm") && !format.equals("wav")) {
            throw new Refused("This simulator speaks pcm and wav only, not " + format);
        }
        byte[] mulaw = SyntheticVoice.say(text, voice);
        known.know(text, mulaw);
        byte[] pcm = widened(KnownSpeech.samples(mulaw));
        var parts = new ArrayList<ChatAnswer.Part>();
        parts.add(new ChatAnswer.Part.Wait(FIRST_SOUND));
        if (format.equals("wav")) {
            parts.add(new ChatAnswer.Part.Bytes(wavHead()));
        }
        for (int from = 0; from < pcm.length; from += PIECE_BYTES) {
            int to = Math.min(pcm.length, from + PIECE_BYTES);
            parts.add(new ChatAnswer.Part.Bytes(java.util.Arrays.copyOfRange(pcm, from, to)));
            parts.add(new ChatAnswer.Part.Wait(BETWEEN_PIECES));
        }
        return new ChatAnswer(200, Duration.ZERO, 0, parts);
    }

    ChatAnswer transcription(MultipartForm form) throws Refused {
        MultipartForm.File file = form.file().orElseThrow(() -> new Refused("you must provide a file"));
        String name = file.name().toLowerCase(Locale.ROOT);
        String language = form.field("language");
        if (form.field("model").isEmpty()) {
            throw new Refused("you must provide a model parameter");
        }
        if (!ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1))) {
            throw new Refused("Unrecognized file format. Supported formats: " + ENDINGS);
        }
        if (!language.isEmpty() && !language.equals("he")) {
            throw new Refused("Invalid language '" + language + "'. Language parameter must be specified in ISO-639-1"
                    + " format.");
        }
        KnownSpeech.Hearing heard;
        try {
            heard = known.words(file.content());
        } catch (IllegalArgumentException e) {
            throw new Refused("Audio file might be corrupted or unsupported");
        }
        if (heard.length().compareTo(Duration.ofMillis(100)) < 0) {
            throw new Refused("Audio file is too short. Minimum audio length is 0.1 seconds.");
        }
        if (form.field("stream").equals("true")) {
            return ChatAnswer.of(
                    new ChatAnswer.Part.Wait(HEARING),
                    event(json.createObjectNode()
                            .put("type", "transcript.text.delta")
                            .put("delta", heard.text())),
                    event(json.createObjectNode()
                            .put("type", "transcript.text.done")
                            .put("text", heard.text())),
                    new ChatAnswer.Part.Bytes(bytes("data: [DONE]\n\n")));
        }
        String body = switch (form.field("response_format")) {
            case "text" -> heard.text() + "\n";
            case "verbose_json" -> verbose(heard);
            case "", "json" -> plain(heard);
            default -> throw new Refused("Invalid response_format: " + form.field("response_format"));
        };
        return ChatAnswer.of(new ChatAnswer.Part.Wait(HEARING), new ChatAnswer.Part.Bytes(bytes(body)));
    }

    private String plain(KnownSpeech.Hearing heard) {
        ObjectNode document = json.createObjectNode().put("text", heard.text());
        document.putObject("usage")
                .put("type", "duration")
                .put("seconds", Math.ceilDiv(heard.length().toMillis(), 1000));
        return document.toString();
    }

    private String verbose(KnownSpeech.Hearing heard) {
        double seconds = heard.length().toMillis() / 1000.0;
        ObjectNode document = json.createObjectNode()
                .put("task", "transcribe")
                .put("language", "hebrew")
                .put("duration", seconds)
                .put("text", heard.text());
        // Whisper sometimes takes silence for speech, and reports it by these two numbers.
        boolean silent = heard.text().isEmpty();
        document.putArray("segments")
                .addObject()
                .put("id", 0)
                .put("start", 0.0)
                .put("end", seconds)
                .put("text", heard.text())
                .put("avg_logprob", silent ? -1.5 : -0.2)
                .put("no_speech_prob", silent ? 0.95 : 0.02);
        return document.toString();
    }

    private static ChatAnswer.Part event(ObjectNode event) {
        return new ChatAnswer.Part.Bytes(bytes("data: " + event + "\n\n"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** From 8 to 24 kHz, by linear interpolation. */
    private static byte[] widened(short[] samples) {
        int times = RATE / 8_000;
        var pcm = ByteBuffer.allocate(samples.length * times * 2).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < samples.length; i++) {
            int next = i + 1 < samples.length ? samples[i + 1] : samples[i];
            for (int k = 0; k < times; k++) {
                pcm.putShort((short) (samples[i] + (next - samples[i]) * k / times));
            }
        }
        return pcm.array();
    }

    /** A WAV header of unknown length, as the vendor's streamed files have. */
    private static byte[] wavHead() {
        return ByteBuffer.allocate(44)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(bytes("RIFF"))
                .putInt(-1)
                .put(bytes("WAVEfmt "))
                .putInt(16)
                .putShort((short) 1)
                .putShort((short) 1)
                .putInt(RATE)
                .putInt(RATE * 2)
                .putShort((short) 2)
                .putShort((short) 16)
                .put(bytes("data"))
                .putInt(-1)
                .array();
    }

    static List<String> models() {
        return List.of("gpt-4o-mini", "gpt-4o", "gpt-4o-mini-transcribe", "whisper-1", "gpt-4o-mini-tts", "tts-1");
    }
}

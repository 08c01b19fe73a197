package io.agentlocator.speechmodels.kokoro;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.agentlocator.speechmodels.Resampler;
import io.agentlocator.speechmodels.Samples;
import io.agentlocator.speechmodels.onnx.OnnxSessions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Kokoro-82M: a neural voice that speaks phonemes. Thread-safe; the caller bounds how many runs go on at once.
 *
 * <p>The model has no Hebrew. A Spanish voice with Hebrew phonemes ({@code HebrewPhonemes}) is understood about as well as a
 * person, with a Spanish accent.
 */
public final class Kokoro implements AutoCloseable {

    /** Samples per second of what {@link #speak} returns. */
    public static final int SAMPLE_RATE = 24_000;

    /** Samples per second on the telephone. */
    public static final int TELEPHONE_RATE = 8000;

    /** A woman's voice, the agent's. */
    public static final String AGENT_VOICE = "ef_dora";

    /** A man's voice, for callers in tests. */
    public static final String CALLER_VOICE = "em_alex";

    private static final String MODEL_FILE = "kokoro.onnx";
    private static final String TOKENIZER_FILE = "tokenizer.json";
    private static final String VOICE_SUFFIX = ".bin";
    private static final int STYLE = 256;

    /** The model accepts 510 tokens; shorter pieces are ready sooner and sound as good. */
    private static final int MOST_TOKENS = 300;

    private static final Pattern AFTER_SENTENCE = Pattern.compile("(?<=[.!?…])\\s+");
    private static final Pattern AFTER_CLAUSE = Pattern.compile("(?<=[,;:—])\\s+");
    private static final Pattern AFTER_WORD = Pattern.compile("\\s+");
    private static final Resampler TO_TELEPHONE = Resampler.between(SAMPLE_RATE, TELEPHONE_RATE);

    private final OrtSession session;
    private final Vocabulary vocabulary;
    private final Map<String, float[]> voices;

    private Kokoro(OrtSession session, Vocabulary vocabulary, Map<String, float[]> voices) {
        this.session = session;
        this.vocabulary = vocabulary;
        this.voices = voices;
    }

    /**
     * Opens the model and all voices in a directory of the model cache. Takes two seconds and 200 MB of heap meanwhile;
     * afterwards the model holds 500 MB outside the heap.
     *
     * @param threads threads that one run may use
     */
    public static Kokoro load(Path directory, int threads) throws IOException, OrtException {
        Map<String, float[]> voices = new HashMap<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(VOICE_SUFFIX)) {
                    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
                    float[] style = new float[bytes.remaining() / Float.BYTES];
                    bytes.asFloatBuffer().get(style);
                    voices.put(name.substring(0, name.length() - VOICE_SUFFIX.length()), style);
                }
            }
        }
        Vocabulary vocabulary = Vocabulary.read(directory.resolve(TOKENIZER_FILE));
        byte[] model = FloatArithmetic.of(Files.readAllBytes(directory.resolve(MODEL_FILE)));
        return new Kokoro(OnnxSessions.open(model, threads), vocabulary, Map.copyOf(voices));
    }

    /** Names of the voices. */
    public List<String> voices() {
        return voices.keySet().stream().sorted().toList();
    }

    /**
     * Synthesises speech.
     *
     * @param phonemes as {@code HebrewPhonemes} writes them; long ones are spoken in pieces and joined
     * @param voice one of {@link #voices}
     * @param speed 1 is the voice's own speed, more is faster; 0.5 to 2
     * @return sound at {@value #SAMPLE_RATE} Hz, -1..1, silence at both ends shortened; empty if there is nothing to say
     * @throws IllegalArgumentException if there is no such voice
     * @throws OrtException if the runtime fails
     */
    public float[] speak(String phonemes, String voice, double speed) throws OrtException {
        float[] styles = voices.get(voice);
        if (styles == null) {
            throw new IllegalArgumentException("There is no voice " + voice + "; there are " + voices());
        }
        if (!(speed >= 0.5 && speed <= 2)) {
            throw new IllegalArgumentException("A speed is 0.5 to 2, not " + speed);
        }
        List<float[]> pieces = new ArrayList<>();
        for (String piece : pieces(phonemes)) {
            long[] tokens = vocabulary.encode(piece);
            if (tokens.length > 0) {
                pieces.add(SilenceTrimmer.shortened(speakTokens(tokens, styles, (float) speed), SAMPLE_RATE));
            }
        }
        return join(pieces);
    }

    /** The same for the telephone: 16-bit samples at {@value #TELEPHONE_RATE} Hz. */
    public short[] speakForTelephone(String phonemes, String voice, double speed) throws OrtException {
        return Samples.toShorts(TO_TELEPHONE.apply(speak(phonemes, voice, speed)));
    }

    private float[] speakTokens(long[] tokens, float[] styles, float speed) throws OrtException {
        long[] padded = new long[tokens.length + 2];
        System.arraycopy(tokens, 0, padded, 1, tokens.length);
        int row = Math.min(tokens.length, styles.length / STYLE - 1);
        var environment = OnnxSessions.environment();
        try (OnnxTensor ids =
                        OnnxTensor.createTensor(environment, LongBuffer.wrap(padded), new long[] {1, padded.length});
                OnnxTensor style = OnnxTensor.createTensor(
                        environment, FloatBuffer.wrap(styles, row * STYLE, STYLE), new long[] {1, STYLE});
                OnnxTensor pace = OnnxTensor.createTensor(environment, new float[] {speed});
                OrtSession.Result result = session.run(Map.of("input_ids", ids, "style", style, "speed", pace))) {
            FloatBuffer sound = ((OnnxTensor) result.get(0)).getFloatBuffer();
            float[] samples = new float[sound.remaining()];
            sound.get(samples);
            return samples;
        }
    }

    /** Pieces that the model accepts: sentences; clauses or words where a sentence is too long. */
    List<String> pieces(String phonemes) {
        List<String> pieces = new ArrayList<>();
        for (String sentence : AFTER_SENTENCE.split(phonemes.strip())) {
            if (vocabulary.encode(sentence).length <= MOST_TOKENS) {
                pieces.add(sentence);
                continue;
            }
            Stream<String> parts = Arrays.stream(AFTER_CLAUSE.split(sentence))
                    .flatMap(clause -> vocabulary.encode(clause).length <= MOST_TOKENS
                            ? Stream.of(clause)
                            : Arrays.stream(AFTER_WORD.split(clause)));
            StringBuilder piece = new StringBuilder();
            for (String part : parts.toList()) {
                if (!piece.isEmpty() && vocabulary.encode(piece + " " + part).length > MOST_TOKENS) {
                    pieces.add(piece.toString());
                    piece.setLength(0);
                }
                piece.append(piece.isEmpty() ? "" : " ").append(part);
            }
            pieces.add(piece.toString());
        }
        return pieces;
    }

    private static float[] join(List<float[]> pieces) {
        float[] joined =
                new float[pieces.stream().mapToInt(piece -> piece.length).sum()];
        int at = 0;
        for (float[] piece : pieces) {
            System.arraycopy(piece, 0, joined, at, piece.length);
            at += piece.length;
        }
        return joined;
    }

    @Override
    public void close() throws OrtException {
        session.close();
    }
}

package io.agentlocator.speechmodels.whisper;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentlocator.speechmodels.Recognised;
import io.agentlocator.speechmodels.Resampler;
import io.agentlocator.speechmodels.Samples;
import io.agentlocator.speechmodels.onnx.OnnxSessions;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whisper (tiny, base or small; eight-bit ONNX export) for Hebrew.
 *
 * <p>Thread-safe: the sessions are shared, and each call of {@link #transcribe} has its own memory. The caller bounds how
 * many run at once; each uses up to the given number of threads and, with base, about 100 MB. There are no interim
 * results: transcribe the sound so far again. Whisper invents words for silence, so pass only speech.
 */
public final class Whisper implements AutoCloseable {

    private static final int RATE = 16_000;
    private static final int SAMPLES_PER_POSITION = 320;
    private static final int MOST_POSITIONS = 1500;
    private static final int FEWEST_POSITIONS = 400;

    /** Silence appended to the sound, 5 s: with 2 s the model invents words after short sounds. */
    private static final int TRAILING_POSITIONS = 250;

    private static final int MOST_BIAS_TOKENS = 120;
    private static final int DECODER_POSITIONS = 448;
    private static final int TOKENS_PER_SECOND = 25;
    private static final int TOKENS_AT_LEAST = 24;

    private static final Resampler FROM_TELEPHONE = Resampler.between(8000, RATE);

    private final OrtSession encoder;
    private final OrtSession decoder;
    private final float[] positions;
    private final int width;
    private final BytePairs bytePairs;
    private final GreedyDecoder decoding;

    private Whisper(
            OrtSession encoder,
            OrtSession decoder,
            float[] positions,
            GreedyDecoder.Shape shape,
            BytePairs bytePairs,
            WhisperTokens tokens) {
        this.encoder = encoder;
        this.decoder = decoder;
        this.positions = positions;
        this.width = shape.width();
        this.bytePairs = bytePairs;
        this.decoding = new GreedyDecoder(decoder, shape, tokens);
    }

    /**
     * Opens the model in a directory of the model cache. Takes about a second and meanwhile three times the encoder's size
     * of heap (base 23 MB, small 92 MB).
     *
     * @param threads threads that one transcription may use
     */
    public static Whisper load(Path directory, int threads) throws IOException, OrtException {
        JsonNode settings =
                new ObjectMapper().readTree(directory.resolve("config.json").toFile());
        GreedyDecoder.Shape shape = new GreedyDecoder.Shape(
                settings.path("decoder_layers").asInt(),
                settings.path("decoder_attention_heads").asInt(),
                settings.path("d_model").asInt());
        BytePairs bytePairs = BytePairs.read(directory);
        WhisperTokens tokens = WhisperTokens.read(directory);
        OpenContext open =
                OpenContext.of(Files.readAllBytes(directory.resolve("encoder_model_quantized.onnx")), shape.width());
        OrtSession encoder = OnnxSessions.open(open.model(), threads);
        try {
            OrtSession decoder = OnnxSessions.open(directory.resolve("decoder_model_merged_quantized.onnx"), threads);
            return new Whisper(encoder, decoder, open.positions(), shape, bytePairs, tokens);
        } catch (OrtException | RuntimeException failure) {
            encoder.close();
            throw failure;
        }
    }

    /**
     * Recognises Hebrew.
     *
     * @param pcm 16-bit samples
     * @param sampleRate 8000 or 16000
     * @param promptBias likely words, separated by commas; empty for none
     * @throws OrtException if the runtime fails, for example without enough memory
     */
    public Recognised transcribe(short[] pcm, int sampleRate, String promptBias) throws OrtException {
        return transcribe(Samples.toFloats(pcm), sampleRate, promptBias);
    }

    /** The same for samples in -1..1. Sound longer than 28 s is cut at pauses, and the texts are joined. */
    public Recognised transcribe(float[] samples, int sampleRate, String promptBias) throws OrtException {
        if (sampleRate != 8000 && sampleRate != RATE) {
            throw new IllegalArgumentException("Whisper takes 8000 or 16000 samples per second, not " + sampleRate);
        }
        float[] wide = sampleRate == RATE ? samples : FROM_TELEPHONE.apply(samples);
        List<Integer> bias = promptBias.isBlank() ? List.of() : bytePairs.encode(" " + promptBias.strip());
        StringBuilder text = new StringBuilder();
        double logProbability = 0;
        double noSpeech = 1;
        int tokens = 0;
        int scored = 0;
        boolean looped = false;
        for (float[] window : Windows.of(wide)) {
            GreedyDecoder.Decoded decoded = transcribeWindow(window, bias);
            String part = bytePairs.decode(decoded.tokens()).strip();
            if (!part.isEmpty()) {
                text.append(text.isEmpty() ? "" : " ").append(part);
            }
            logProbability += decoded.logProbability();
            tokens += decoded.tokens().size();
            scored += decoded.scored();
            noSpeech = Math.min(noSpeech, decoded.noSpeech());
            looped |= decoded.looped();
        }
        return new Recognised(text.toString(), logProbability / scored, noSpeech, looped, tokens);
    }

    private GreedyDecoder.Decoded transcribeWindow(float[] window, List<Integer> bias) throws OrtException {
        int context =
                Math.clamp(window.length / SAMPLES_PER_POSITION + TRAILING_POSITIONS, FEWEST_POSITIONS, MOST_POSITIONS);
        int columns = 2 * context;
        float[] mel = LogMel.of(window, columns);
        List<Long> prompt = new ArrayList<>();
        if (!bias.isEmpty()) {
            prompt.add((long) WhisperTokens.START_OF_PREVIOUS);
            bias.subList(Math.max(0, bias.size() - MOST_BIAS_TOKENS), bias.size())
                    .forEach(token -> prompt.add((long) token));
        }
        int start = prompt.size();
        prompt.add((long) WhisperTokens.START_OF_TRANSCRIPT);
        prompt.add((long) WhisperTokens.HEBREW);
        prompt.add((long) WhisperTokens.TRANSCRIBE);
        prompt.add((long) WhisperTokens.NO_TIMESTAMPS);
        int most = Math.min(
                DECODER_POSITIONS - prompt.size() - 1, TOKENS_AT_LEAST + window.length * TOKENS_PER_SECOND / RATE);
        var environment = OnnxSessions.environment();
        try (OnnxTensor features = OnnxTensor.createTensor(
                        environment, FloatBuffer.wrap(mel), new long[] {1, LogMel.BANDS, columns});
                OnnxTensor table = OnnxTensor.createTensor(
                        environment, FloatBuffer.wrap(positions, 0, context * width), new long[] {context, width});
                OrtSession.Result encoded = encoder.run(
                        Map.of("input_features", features, OpenContext.POSITIONS, table),
                        Set.of("last_hidden_state"))) {
            return decoding.run(
                    (OnnxTensor) encoded.get(0),
                    prompt.stream().mapToLong(Long::longValue).toArray(),
                    start,
                    most);
        }
    }

    @Override
    public void close() throws OrtException {
        try {
            encoder.close();
        } finally {
            decoder.close();
        }
    }
}

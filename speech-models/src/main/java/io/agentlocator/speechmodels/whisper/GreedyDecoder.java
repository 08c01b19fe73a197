package io.agentlocator.speechmodels.whisper;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.agentlocator.speechmodels.onnx.OnnxSessions;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decodes one encoded window greedily with the merged decoder of the ONNX export. The first step reads the whole prompt
 * without a cache; each later step reads a single token, with the cached keys and values of the tokens before.
 */
final class GreedyDecoder {

    private static final String[] DECODER_PARTS = {"decoder.key", "decoder.value"};
    private static final String[] ENCODER_PARTS = {"encoder.key", "encoder.value"};

    private final OrtSession decoder;
    private final Shape shape;
    private final WhisperTokens tokens;
    private final Set<String> cachedOutputs = new LinkedHashSet<>();
    private final Set<String> firstOutputs = new LinkedHashSet<>();

    /** Size of the decoder. */
    record Shape(int layers, int heads, int width) {}

    /** @param logProbability sum over {@code scored} choices, of which the end of text is one */
    record Decoded(List<Integer> tokens, double logProbability, int scored, double noSpeech, boolean looped) {}

    GreedyDecoder(OrtSession decoder, Shape shape, WhisperTokens tokens) {
        this.decoder = decoder;
        this.shape = shape;
        this.tokens = tokens;
        cachedOutputs.add("logits");
        firstOutputs.add("logits");
        for (int layer = 0; layer < shape.layers; layer++) {
            for (String part : DECODER_PARTS) {
                cachedOutputs.add(present(layer, part));
                firstOutputs.add(present(layer, part));
            }
            for (String part : ENCODER_PARTS) {
                firstOutputs.add(present(layer, part));
            }
        }
    }

    /**
     * @param sound the encoder's last hidden state
     * @param prompt tokens to begin with, ending in the start of the transcript
     * @param start index of the start of the transcript in the prompt
     * @param most how many tokens to choose at most
     */
    Decoded run(OnnxTensor sound, long[] prompt, int start, int most) throws OrtException {
        List<Integer> chosen = new ArrayList<>();
        double logProbability = 0;
        var environment = OnnxSessions.environment();
        try (OnnxTensor nothing = OnnxTensor.createTensor(
                        environment, FloatBuffer.allocate(0), new long[] {1, shape.heads, 0, shape.width / shape.heads
                        });
                OnnxTensor fresh = OnnxTensor.createTensor(environment, new boolean[] {false});
                OnnxTensor cached = OnnxTensor.createTensor(environment, new boolean[] {true});
                // A cached step does not use the sound, but would quantise the full tensor each time.
                OnnxTensor unseen = OnnxTensor.createTensor(
                        environment, FloatBuffer.allocate(shape.width), new long[] {1, 1, shape.width})) {
            Map<String, OnnxTensor> inputs = new HashMap<>();
            for (int layer = 0; layer < shape.layers; layer++) {
                for (String part : DECODER_PARTS) {
                    inputs.put(past(layer, part), nothing);
                }
                for (String part : ENCODER_PARTS) {
                    inputs.put(past(layer, part), nothing);
                }
            }
            inputs.put("encoder_hidden_states", sound);
            inputs.put("use_cache_branch", fresh);
            try (OrtSession.Result first = step(inputs, prompt, firstOutputs)) {
                Logits logits = Logits.of(first);
                double noSpeech = Math.exp(logits.logProbability(start, WhisperTokens.NO_SPEECH));
                for (int layer = 0; layer < shape.layers; layer++) {
                    for (String part : ENCODER_PARTS) {
                        inputs.put(past(layer, part), tensor(first, present(layer, part)));
                    }
                }
                inputs.put("encoder_hidden_states", unseen);
                inputs.put("use_cache_branch", cached);
                OrtSession.@Nullable Result before = null;
                OrtSession.Result current = first;
                try {
                    while (true) {
                        int best = logits.best(tokens, chosen.isEmpty());
                        logProbability += logits.logProbabilityOfWord(best);
                        if (best == WhisperTokens.END_OF_TEXT) {
                            return new Decoded(chosen, logProbability, chosen.size() + 1, noSpeech, false);
                        }
                        chosen.add(best);
                        int loop = LoopGuard.loop(chosen);
                        if (loop > 0 || chosen.size() >= most) {
                            return new Decoded(
                                    loop > 0 ? LoopGuard.withoutLoop(chosen, loop) : chosen,
                                    logProbability,
                                    chosen.size(),
                                    noSpeech,
                                    true);
                        }
                        for (int layer = 0; layer < shape.layers; layer++) {
                            for (String part : DECODER_PARTS) {
                                inputs.put(past(layer, part), tensor(current, present(layer, part)));
                            }
                        }
                        OrtSession.Result next = step(inputs, new long[] {best}, cachedOutputs);
                        if (before != null) {
                            before.close();
                        }
                        before = next;
                        current = next;
                        logits = Logits.of(next);
                    }
                } finally {
                    if (before != null) {
                        before.close();
                    }
                }
            }
        }
    }

    private OrtSession.Result step(Map<String, OnnxTensor> inputs, long[] ids, Set<String> outputs)
            throws OrtException {
        try (OnnxTensor input =
                OnnxTensor.createTensor(OnnxSessions.environment(), LongBuffer.wrap(ids), new long[] {1, ids.length})) {
            inputs.put("input_ids", input);
            return decoder.run(inputs, outputs);
        }
    }

    private static OnnxTensor tensor(OrtSession.Result result, String name) {
        return (OnnxTensor) result.get(name).orElseThrow();
    }

    private static String past(int layer, String part) {
        return "past_key_values." + layer + "." + part;
    }

    private static String present(int layer, String part) {
        return "present." + layer + "." + part;
    }

    /** The scores of a step: one row per token read. */
    private record Logits(FloatBuffer values, int rows, int vocabulary) {

        static Logits of(OrtSession.Result result) {
            OnnxTensor tensor = tensor(result, "logits");
            long[] dimensions = tensor.getInfo().getShape();
            return new Logits(tensor.getFloatBuffer(), (int) dimensions[1], (int) dimensions[2]);
        }

        /** The allowed token with the highest score in the last row. */
        int best(WhisperTokens tokens, boolean first) {
            int row = (rows - 1) * vocabulary;
            int best = WhisperTokens.END_OF_TEXT;
            float highest = Float.NEGATIVE_INFINITY;
            for (int token = 0; token <= WhisperTokens.END_OF_TEXT; token++) {
                float value = values.get(row + token);
                if (value > highest && tokens.allowed(token, first)) {
                    highest = value;
                    best = token;
                }
            }
            return best;
        }

        /** Among words and the end of text only: control tokens cannot be chosen. */
        double logProbabilityOfWord(int token) {
            return logProbability(rows - 1, token, WhisperTokens.END_OF_TEXT + 1);
        }

        double logProbability(int row, int token) {
            return logProbability(row, token, vocabulary);
        }

        private double logProbability(int row, int token, int among) {
            int begin = row * vocabulary;
            float highest = Float.NEGATIVE_INFINITY;
            for (int i = 0; i < among; i++) {
                highest = Math.max(highest, values.get(begin + i));
            }
            double sum = 0;
            for (int i = 0; i < among; i++) {
                sum += Math.exp(values.get(begin + i) - highest);
            }
            return values.get(begin + token) - highest - Math.log(sum);
        }
    }
}

package io.agentlocator.speechmodels.whisper;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** GPT-2's byte-level byte-pair encoding as Whisper uses it: text to token numbers and back. Immutable. */
final class BytePairs {

    private static final Pattern PIECE =
            Pattern.compile(" ?\\p{L}[\\p{L}\\p{M}]*| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+");

    /** The printable character that represents each byte in the vocabulary. */
    private static final char[] CHARACTER_OF_BYTE = new char[256];

    private static final int[] BYTE_OF_CHARACTER = new int[512];

    static {
        int next = 256;
        for (int value = 0; value < 256; value++) {
            boolean printable = (value >= '!' && value <= '~') || (value >= 0xA1 && value <= 0xAC) || value >= 0xAE;
            CHARACTER_OF_BYTE[value] = (char) (printable ? value : next++);
            BYTE_OF_CHARACTER[CHARACTER_OF_BYTE[value]] = value;
        }
    }

    private final Map<String, Integer> numbers;
    private final String[] tokens;
    private final Map<String, Integer> ranks;

    private BytePairs(Map<String, Integer> numbers, String[] tokens, Map<String, Integer> ranks) {
        this.numbers = numbers;
        this.tokens = tokens;
        this.ranks = ranks;
    }

    /** Reads {@code vocab.json} and {@code merges.txt} of a model's directory. */
    static BytePairs read(Path directory) throws IOException {
        Map<String, Integer> numbers = new ObjectMapper()
                .readValue(directory.resolve("vocab.json").toFile(), new TypeReference<Map<String, Integer>>() {});
        String[] tokens = new String[WhisperTokens.END_OF_TEXT];
        numbers.forEach((token, number) -> {
            if (number < tokens.length) {
                tokens[number] = token;
            }
        });
        Map<String, Integer> ranks = new HashMap<>();
        for (String line : Files.readAllLines(directory.resolve("merges.txt"))) {
            if (!line.startsWith("#version") && !line.isBlank()) {
                ranks.put(line, ranks.size());
            }
        }
        return new BytePairs(numbers, tokens, ranks);
    }

    /** The tokens of a text; a leading space matters. */
    List<Integer> encode(String text) {
        List<Integer> encoded = new ArrayList<>();
        Matcher pieces = PIECE.matcher(text);
        while (pieces.find()) {
            for (String symbol : merge(pieces.group())) {
                Integer number = numbers.get(symbol);
                if (number != null) {
                    encoded.add(number);
                }
            }
        }
        return encoded;
    }

    /** The text of tokens; special tokens are left out. */
    String decode(List<Integer> encoded) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int number : encoded) {
            if (number < tokens.length) {
                String token = tokens[number];
                for (int i = 0; i < token.length(); i++) {
                    bytes.write(BYTE_OF_CHARACTER[token.charAt(i)]);
                }
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private List<String> merge(String piece) {
        List<String> symbols = new ArrayList<>();
        for (byte value : piece.getBytes(StandardCharsets.UTF_8)) {
            symbols.add(String.valueOf(CHARACTER_OF_BYTE[value & 255]));
        }
        while (symbols.size() > 1) {
            int best = -1;
            int bestRank = Integer.MAX_VALUE;
            for (int i = 0; i + 1 < symbols.size(); i++) {
                Integer rank = ranks.get(symbols.get(i) + " " + symbols.get(i + 1));
                if (rank != null && rank < bestRank) {
                    bestRank = rank;
                    best = i;
                }
            }
            if (best < 0) {
                break;
            }
            symbols.set(best, symbols.get(best) + symbols.remove(best + 1));
        }
        return symbols;
    }
}

package io.agentlocator.dialog;

import io.agentlocator.dialog.hebrew.Slot;
import io.agentlocator.dialog.hebrew.WordLists;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The agent's fixed sentences, by the keys of {@code prompts_he.txt}. speech-service renders them at its start, so they cost
 * no time in a call. What a published sentence was for is known from its text.
 */
public final class FixedPhrases {

    private final Map<String, String> byKey = new LinkedHashMap<>();
    private final Map<String, String> keys = new HashMap<>();

    /** @param business the name that the agent gives for {@code {business}} */
    public FixedPhrases(String business) {
        for (String entry : WordLists.read("prompts_he.txt")) {
            String[] columns = entry.split("\t", 2);
            if (columns.length < 2) {
                throw new IllegalStateException("no tab in the line " + columns[0]);
            }
            String sentence = columns[1].strip().replace("{business}", business);
            byKey.put(columns[0], sentence);
            keys.putIfAbsent(sentence, columns[0]);
        }
    }

    /** @throws IllegalArgumentException for an unknown key */
    public String phrase(String key) {
        String sentence = byKey.get(key);
        if (sentence == null) {
            throw new IllegalArgumentException("no phrase " + key);
        }
        return sentence;
    }

    /** The variant {@code key.1}, {@code key.2} … that is due in this turn: they rotate as {@code turn} grows. */
    public String variant(String key, int turn) {
        int variants = 0;
        while (byKey.containsKey(key + "." + (variants + 1))) {
            variants++;
        }
        return variants == 0 ? phrase(key) : phrase(key + "." + (Math.floorMod(turn, variants) + 1));
    }

    /** Whether the sentence ends a call. */
    public boolean isGoodbye(String sentence) {
        return keyOf(sentence).startsWith("bye.");
    }

    /** Whether the sentence only fills the time until the answer. */
    public boolean isFiller(String sentence) {
        return keyOf(sentence).startsWith("filler.");
    }

    /** Whether the sentence only acknowledges that the caller was heard. */
    public boolean isAcknowledgement(String sentence) {
        String key = keyOf(sentence);
        return key.startsWith("ack.") || key.startsWith("hello.");
    }

    /** Whether the sentence asks the caller to leave a message. */
    public boolean invitesMessage(String sentence) {
        return keyOf(sentence).startsWith("message.");
    }

    /** Whether the sentence is about the connection: it asks the caller to repeat, or to go on. */
    public boolean isAboutTheLine(String sentence) {
        String key = keyOf(sentence);
        return key.startsWith("unclear.") || key.startsWith("silent.") || key.startsWith("goon.");
    }

    /** Whether nothing but the goodbye may follow the sentence. */
    public boolean leadsToGoodbye(String sentence) {
        return switch (keyOf(sentence)) {
            case "silent.bye",
                    "unclear.message",
                    "person.promise",
                    "person.transfer",
                    "message.person",
                    "message.deaf",
                    "overlong",
                    "not_interested",
                    "done.contact",
                    "done.thanks" -> true;
            default -> false;
        };
    }

    /** Whether the rules say the sentence, and no model does. */
    public boolean isOfTheRules(String sentence) {
        String key = keyOf(sentence);
        return isAboutTheLine(sentence)
                || key.startsWith("wait.")
                || key.startsWith("line_back.")
                || key.startsWith("apology.");
    }

    private String keyOf(String sentence) {
        return keys.getOrDefault(sentence, "");
    }

    /** The questions, and the slot that each asks for. */
    public Map<String, Slot> questions() {
        return byKey.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("ask."))
                .collect(Collectors.toMap(Map.Entry::getValue, entry -> slot(entry.getKey()), (a, b) -> a));
    }

    private static Slot slot(String key) {
        return switch (key.split("\\.")[1]) {
            case "intent" -> Slot.INTENT;
            case "area" -> Slot.AREA;
            case "type" -> Slot.PROPERTY_TYPE;
            case "rooms" -> Slot.ROOMS;
            case "budget", "price" -> Slot.BUDGET;
            case "timing" -> Slot.TIMING;
            case "name" -> Slot.NAME;
            case "callers_phone" -> Slot.CALLERS_PHONE;
            case "phone" -> Slot.PHONE;
            case "confirmation" -> Slot.CONFIRMATION;
            case "correction" -> Slot.CORRECTION;
            default -> throw new IllegalStateException("a question for no slot: " + key);
        };
    }
}

package io.agentlocator.dialog;

import io.agentlocator.dialog.hebrew.Slot;
import io.agentlocator.dialog.hebrew.WordLists;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The sentences that the agent says in fixed words. They can be rendered beforehand, so that they cost no time when they
 * are needed; and as they are known, the log of what was said tells what was asked.
 */
public final class Lines {

    private final Map<String, String> byKey = new LinkedHashMap<>();
    private final Map<String, String> keys = new HashMap<>();

    public Lines(String business) {
        this(WordLists.read("prompts_he.txt"), business);
    }

    Lines(List<String> entries, String business) {
        for (String entry : entries) {
            String[] columns = entry.split("\t", 2);
            if (columns.length < 2) {
                throw new IllegalStateException("a line without a tab: " + columns[0]);
            }
            String sentence = columns[1].strip().replace("{business}", business);
            byKey.put(columns[0], sentence);
            keys.putIfAbsent(sentence, columns[0]);
        }
    }

    /** @throws IllegalArgumentException when there is no such line */
    public String line(String key) {
        String sentence = byKey.get(key);
        if (sentence == null) {
            throw new IllegalArgumentException("no line " + key);
        }
        return sentence;
    }

    /** One of the variants {@code key.1}, {@code key.2} …; they take turns as {@code turn} grows. */
    public String variant(String key, int turn) {
        int variants = 0;
        while (byKey.containsKey(key + "." + (variants + 1))) {
            variants++;
        }
        return variants == 0 ? line(key) : line(key + "." + (Math.floorMod(turn, variants) + 1));
    }

    /** Whether the sentence ends a call. */
    public boolean isGoodbye(String sentence) {
        return keyOf(sentence).startsWith("bye.");
    }

    /** Whether the sentence only fills the time of thinking. */
    public boolean isFiller(String sentence) {
        return keyOf(sentence).startsWith("filler.");
    }

    /** Whether the sentence only shows that the caller was heard. */
    public boolean isAcknowledgement(String sentence) {
        String key = keyOf(sentence);
        return key.startsWith("ack.") || key.startsWith("hello.");
    }

    /** Whether the caller is asked to leave a message, and then does. */
    boolean invitesMessage(String sentence) {
        return keyOf(sentence).startsWith("message.");
    }

    /** Whether the sentence asks after the line or the caller, not after a thing. */
    boolean isAboutTheLine(String sentence) {
        String key = keyOf(sentence);
        return key.startsWith("unclear.") || key.startsWith("silent.") || key.startsWith("goon.");
    }

    /** Whether the sentence is one after which only the goodbye is missing. */
    boolean leadsToGoodbye(String sentence) {
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

    /** Whether the rules of the conversation said it, and no model. */
    boolean isOfTheRules(String sentence) {
        String key = keyOf(sentence);
        return isAboutTheLine(sentence)
                || key.startsWith("wait.")
                || key.startsWith("line_back.")
                || key.startsWith("apology.");
    }

    String keyOf(String sentence) {
        return keys.getOrDefault(sentence, "");
    }

    public Set<String> all() {
        return Set.copyOf(byKey.values());
    }

    /** The questions among the lines, and what each asks for. */
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
            default -> throw new IllegalStateException("a question for nothing: " + key);
        };
    }
}

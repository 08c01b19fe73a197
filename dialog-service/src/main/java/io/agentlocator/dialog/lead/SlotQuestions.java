package io.agentlocator.dialog.lead;

import io.agentlocator.dialog.hebrew.HebrewText;
import io.agentlocator.dialog.hebrew.Slot;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the slot that a sentence of the agent asks for: fixed phrases exactly, a model's sentences by their words. */
public final class SlotQuestions {

    private static final Map<Slot, Pattern> BY_WORDS = new LinkedHashMap<>();

    static {
        BY_WORDS.put(Slot.CONFIRMATION, Pattern.compile("נכון\\?|מדויק\\?|רשמתי נכון|הכול נכון|הכל נכון"));
        BY_WORDS.put(Slot.CALLERS_PHONE, Pattern.compile("(?:המספר|למספר|מספר) (?:הזה|שממנו)"));
        BY_WORDS.put(Slot.PHONE, Pattern.compile("טלפון|מספר"));
        BY_WORDS.put(Slot.NAME, Pattern.compile("שם|קוראים"));
        BY_WORDS.put(Slot.ROOMS, Pattern.compile("חדרים"));
        BY_WORDS.put(Slot.BUDGET, Pattern.compile("תקציב|מחיר|סכום|כמה תרצו לשלם"));
        BY_WORDS.put(Slot.TIMING, Pattern.compile("מתי|לוח הזמנים|תאריך|כניסה"));
        BY_WORDS.put(Slot.INTENT, Pattern.compile("לקנות או|לשכור או|קנייה או|לקנייה או|או לשכור|או לקנות|למכירה או"));
        BY_WORDS.put(Slot.AREA, Pattern.compile("אזור|איזור|עיר|שכונה|איפה"));
        BY_WORDS.put(Slot.PROPERTY_TYPE, Pattern.compile("סוג|איזה נכס|דירה או"));
    }

    private final Map<String, Slot> known;

    /** @param known the fixed questions */
    public SlotQuestions(Map<String, Slot> known) {
        this.known = Map.copyOf(known);
    }

    /** @return empty for a sentence that asks for no slot */
    public Optional<Slot> asks(String sentence) {
        Slot exact = known.get(sentence);
        if (exact != null) {
            return Optional.of(exact);
        }
        String plain = HebrewText.plain(sentence);
        if (!plain.contains("?")) {
            return Optional.empty();
        }
        return BY_WORDS.entrySet().stream()
                .filter(entry -> entry.getValue().matcher(plain).find())
                .map(Map.Entry::getKey)
                .findFirst();
    }
}

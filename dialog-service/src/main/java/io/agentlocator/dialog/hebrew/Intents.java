package io.agentlocator.dialog.hebrew;

import io.agentlocator.events.LeadAnswers.Intent;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whether the caller wants to buy, rent, sell or let. */
final class Intents {

    private static final Pattern SEEKS = DialogActs.words(
            "מחפש|מחפשת|מחפשים|מחפשות|לחפש|מעוניין ב|מתעניין|מתעניינת|מתעניינים|רוצה לקבל|צריך דירה|צריכה דירה|צריכים דירה");
    private static final Pattern OWNS =
            DialogActs.words("יש לי|יש לנו|הדירה שלי|הדירה שלנו|הבית שלי|הבית שלנו|הנכס שלי|בבעלותי");
    private static final Pattern BUY = DialogActs.words(
            "לקנות|לקנייה|לקניה|קונה|קונים|קנייה|קניה|לרכוש|רכישה|לרכישה|רוכש|רוכשת|רוכשים|לכנות|לקנייא");
    private static final Pattern RENT = DialogActs.words(
            "לשכור|שכירות|בשכירות|לשכירות|שוכר|שוכרת|שוכרים|לסכור|סכירות|לשקור|שכירויות|בשכירויות|בסכירות");
    private static final Pattern FOR_RENT = DialogActs.words("להשכרה|השכרה|בהשכרה|להסכרה");
    private static final Pattern FOR_SALE = DialogActs.words("למכירה|במכירה");
    private static final Pattern SELL = DialogActs.words("למכור|מוכר|מוכרת|מוכרים|מכירה|מכירת|למקור");
    private static final Pattern LET = DialogActs.words("להשכיר|משכיר|משכירה|משכירים|להסכיר");

    private Intents() {}

    static Optional<Intent> in(String text, boolean asked) {
        String line = HebrewText.line(text);
        boolean seeks = SEEKS.matcher(line).find();
        boolean owns = OWNS.matcher(line).find();
        if (BUY.matcher(line).find()) {
            return Optional.of(Intent.BUY);
        }
        if (LET.matcher(line).find()) {
            // Many callers say "I look for a flat to let" and want to rent.
            return Optional.of(seeks && !line.contains("שוכר") && !owns ? Intent.RENT : Intent.LET);
        }
        if (RENT.matcher(line).find()) {
            return Optional.of(Intent.RENT);
        }
        if (FOR_RENT.matcher(line).find()) {
            return Optional.of(owns ? Intent.LET : Intent.RENT);
        }
        if (FOR_SALE.matcher(line).find()) {
            return Optional.of(seeks && !owns ? Intent.BUY : Intent.SELL);
        }
        if (SELL.matcher(line).find()) {
            return Optional.of(Intent.SELL);
        }
        return asked ? nearest(line) : Optional.empty();
    }

    /** After the question "to buy or to rent?" a misspelt word is enough. */
    private static Optional<Intent> nearest(String line) {
        for (String word : HebrewText.words(line)) {
            String folded = HebrewPhonetics.fold(word);
            if (folded.length() < 4) {
                continue;
            }
            if (near(folded, "לקנות") || near(folded, "קנייה") || near(folded, "לקנייה")) {
                return Optional.of(Intent.BUY);
            }
            if (near(folded, "לשכור") || near(folded, "שכירות") || near(folded, "בשכירות")) {
                return Optional.of(Intent.RENT);
            }
            if (near(folded, "להשכיר")) {
                return Optional.of(Intent.LET);
            }
            if (near(folded, "למכור")) {
                return Optional.of(Intent.SELL);
            }
        }
        return Optional.empty();
    }

    private static boolean near(String folded, String word) {
        return HebrewPhonetics.distance(folded, HebrewPhonetics.fold(word)) <= 0.15;
    }
}

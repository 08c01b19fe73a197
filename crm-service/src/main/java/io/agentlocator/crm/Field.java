package io.agentlocator.crm;

import io.agentlocator.events.LeadAnswers;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What may be known of a lead, as the books hold it: text, under a name. */
public enum Field {
    INTENT,
    AREA,
    PROPERTY_TYPE,
    ROOMS,
    BUDGET_ILS,
    TIMING,
    NAME,
    PHONE;

    /** As it stands in the books: {@code property_type}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Field labelled(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }

    /** What was said, without what was not. */
    public static Map<Field, String> said(LeadAnswers answers) {
        var said = new EnumMap<Field, String>(Field.class);
        put(said, INTENT, answers.intent() == null ? null : answers.intent().name());
        put(said, AREA, answers.area());
        put(said, PROPERTY_TYPE, answers.propertyType());
        put(said, ROOMS, answers.rooms() == null ? null : Double.toString(answers.rooms()));
        put(said, BUDGET_ILS, answers.budgetIls() == null ? null : Long.toString(answers.budgetIls()));
        put(said, TIMING, answers.timing());
        put(said, NAME, answers.name());
        put(said, PHONE, answers.phone());
        return said;
    }

    /** The inverse of {@link #said}. A value that is no number where one belongs, as a person may write it, is left out. */
    public static LeadAnswers answers(Map<Field, String> said) {
        return new LeadAnswers(
                intent(said.get(INTENT)),
                said.get(AREA),
                said.get(PROPERTY_TYPE),
                decimal(said.get(ROOMS)),
                whole(said.get(BUDGET_ILS)),
                said.get(TIMING),
                said.get(NAME),
                said.get(PHONE));
    }

    private static void put(Map<Field, String> said, Field field, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            said.put(field, value.strip());
        }
    }

    private static LeadAnswers.@Nullable Intent intent(@Nullable String value) {
        for (var intent : LeadAnswers.Intent.values()) {
            if (intent.name().equalsIgnoreCase(value)) {
                return intent;
            }
        }
        return null;
    }

    private static @Nullable Double decimal(@Nullable String value) {
        try {
            return value == null ? null : Double.valueOf(value);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static @Nullable Long whole(@Nullable String value) {
        try {
            return value == null ? null : Long.valueOf(value);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}

package io.agentlocator.crm;

import io.agentlocator.events.LeadAnswers;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What may be known about a lead. Each is stored as text under its label. */
public enum LeadField {
    INTENT,
    AREA,
    PROPERTY_TYPE,
    ROOMS,
    BUDGET_ILS,
    TIMING,
    NAME,
    PHONE;

    /** As it is stored: {@code property_type}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static LeadField labelled(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }

    /** The answers that were given; blank ones are left out. */
    public static Map<LeadField, String> said(LeadAnswers answers) {
        var said = new EnumMap<LeadField, String>(LeadField.class);
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
    public static LeadAnswers answers(Map<LeadField, String> said) {
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

    private static void put(Map<LeadField, String> said, LeadField field, @Nullable String value) {
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

package io.agentlocator.events;

import org.jspecify.annotations.Nullable;

/**
 * What a caller wants. A field is null while the caller has not answered it. Personal data.
 *
 * @param intent buy, rent, sell or let
 * @param area city, neighbourhood or street, in Hebrew
 * @param propertyType in Hebrew, e.g. דירה, פנטהאוז, בית פרטי, מגרש
 * @param rooms in steps of a half
 * @param budgetIls whole shekels; a purchase price or a monthly rent
 * @param timing in the caller's words
 * @param name full name as recognised
 * @param phone E.164
 */
public record LeadAnswers(
        @Nullable Intent intent,
        @Nullable String area,
        @Nullable String propertyType,
        @Nullable Double rooms,
        @Nullable Long budgetIls,
        @Nullable String timing,
        @Nullable String name,
        @Nullable String phone) {

    public static final LeadAnswers NONE = new LeadAnswers(null, null, null, null, null, null, null, null);

    @Override
    public String toString() {
        return "LeadAnswers[…]";
    }

    public enum Intent {
        BUY,
        RENT,
        SELL,
        LET
    }
}

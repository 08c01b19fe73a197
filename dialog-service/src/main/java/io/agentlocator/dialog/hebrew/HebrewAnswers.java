package io.agentlocator.dialog.hebrew;

import io.agentlocator.events.LeadAnswers;
import io.agentlocator.events.LeadAnswers.Intent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one utterance tells of the caller's wishes. Pure. Several things may be told at once; what the agent has just
 * asked for makes bare words understood ("שלוש" to the question for rooms).
 */
public final class HebrewAnswers {

    private static final Set<String> ROOM_WORDS =
            Set.of("חדר", "חדרים", "חד'", "חדרי", "כדרים", "הדרים", "חדרין", "חדראם");
    private static final Set<String> MONEY_WORDS =
            Set.of("שקל", "שקלים", "ש\"ח", "שח", "שקלין", "שקעל", "סקל", "ש'ח", "אלש\"ח", "סקלים", "שקלי");
    private static final Pattern BUDGET_WORDS =
            Pattern.compile("תקציב|מחיר|עד|בסביבות|סביב|בערך|מקסימום|לחודש|בחודש|עולה|מבקש");
    private static final long LEAST_PRICE = 100_000;
    private static final long MOST_PRICE = 200_000_000;
    private static final long LEAST_RENT = 800;
    private static final long MOST_RENT = 90_000;

    private final Places places;
    private final Names names;
    private final PhoneNumberParser phoneNumbers;

    public HebrewAnswers(PhoneNumberParser phoneNumbers) {
        this.places = new Places();
        this.names = new Names();
        this.phoneNumbers = phoneNumbers;
    }

    /**
     * @param asked what the agent has just asked for; null when nothing, or when its question is not known
     * @param intent what is known of the caller's intent: a rent and a price are told apart by it
     */
    public LeadAnswers read(String text, @Nullable Slot asked, @Nullable Intent intent) {
        List<String> words = HebrewText.words(text);
        Optional<String> phone = phone(words, asked);
        Intent told = Intents.in(text, asked == Slot.INTENT).orElse(null);
        List<Places.Found> found = asked == Slot.NAME ? List.of() : places.in(words, asked == Slot.AREA);
        String withoutPlaces = without(words, found);
        List<String> rest = HebrewText.words(withoutPlaces);
        Long budget = phone.isPresent() ? null : budget(rest, asked, told == null ? intent : told);
        String name = asked == Slot.NAME
                ? names.asked(text).orElse(null)
                : names.introduced(text).orElse(null);
        return new LeadAnswers(
                told,
                found.isEmpty() ? null : area(found, words),
                PropertyTypes.in(withoutPlaces, asked == Slot.PROPERTY_TYPE).orElse(null),
                phone.isPresent() ? null : rooms(rest, asked),
                budget,
                Timing.in(withoutPlaces, asked == Slot.TIMING).orElse(null),
                name,
                phone.orElse(null));
    }

    /**
     * The answer to the question for the area as it was heard, for places that no list knows; empty for what is no place
     * at all.
     */
    public Optional<String> areaAsHeard(String text) {
        List<String> words = HebrewText.words(text);
        if (words.isEmpty() || words.size() > 4 || DialogActs.yesOrNo(text) != YesOrNo.NEITHER) {
            return Optional.empty();
        }
        if (DialogActs.isBackchannel(text)
                || DialogActs.asksAgain(text)
                || DialogActs.asksToWait(text)
                || words.stream().anyMatch(HebrewNumbers::isNumberWord)
                || words.stream().anyMatch(UNPLACED::contains)) {
            return Optional.empty();
        }
        String first = words.getFirst();
        String bare = first.length() > 3 && first.charAt(0) == 'ב' ? first.substring(1) : first;
        return Optional.of(words.size() == 1 ? bare : bare + " " + String.join(" ", words.subList(1, words.size())));
    }

    private static final Set<String> UNPLACED = Set.of(
            "מה", "למה", "איך", "איפה", "מי", "אני", "יודע", "יודעת", "תודה", "שלום", "הלו", "לא", "כן", "סליחה",
            "דירה", "בית", "לקנות", "לשכור", "רוצה", "אפשר", "מחפש", "מחפשת");

    private static String area(List<Places.Found> found, List<String> words) {
        String between = found.size() > 1 && words.stream().anyMatch(word -> word.equals("או")) ? " או " : ", ";
        return found.stream().map(Places.Found::name).distinct().limit(3).collect(Collectors.joining(between));
    }

    private static String without(List<String> words, List<Places.Found> found) {
        var rest = new ArrayList<String>();
        for (int i = 0; i < words.size(); i++) {
            int index = i;
            if (found.stream().noneMatch(place -> place.from() <= index && index < place.to())) {
                rest.add(words.get(i));
            }
        }
        return String.join(" ", rest);
    }

    private static @Nullable Double rooms(List<String> words, @Nullable Slot asked) {
        for (HebrewNumbers.Found number : HebrewNumbers.all(words)) {
            boolean followed = number.to() < words.size() && ROOM_WORDS.contains(words.get(number.to()));
            boolean of = number.from() > 0
                    && Set.of("דירת", "דירה", "בת", "של").contains(words.get(number.from() - 1))
                    && number.value() <= 8
                    && number.value() >= 2
                    && !isMoney(words, number.to());
            if ((followed || of && !timeFollows(words, number.to())) && plausibleRooms(number.value())) {
                return number.value();
            }
        }
        int room = words.indexOf("חדר");
        if (room >= 0 && room + 1 < words.size() && words.get(room + 1).equals("אחד")) {
            return 1.0;
        }
        if (asked != Slot.ROOMS) {
            return null;
        }
        for (HebrewNumbers.Found number : HebrewNumbers.all(words)) {
            if (plausibleRooms(number.value()) && !isMoney(words, number.to()) && !timeFollows(words, number.to())) {
                return number.value();
            }
        }
        return null;
    }

    private static boolean plausibleRooms(double value) {
        return value >= 1 && value <= 12 && value * 2 == Math.rint(value * 2);
    }

    private static boolean isMoney(List<String> words, int index) {
        return index < words.size()
                && (MONEY_WORDS.contains(words.get(index)) || words.get(index).startsWith("אלף"));
    }

    private static boolean timeFollows(List<String> words, int index) {
        return index < words.size()
                && Set.of("חודשים", "שבועות", "ימים", "שנים", "שנה", "חודש", "דקות", "קומות", "קומה", "ילדים", "נפשות")
                        .contains(words.get(index));
    }

    private static @Nullable Long budget(List<String> words, @Nullable Slot asked, @Nullable Intent intent) {
        Long best = null;
        for (HebrewNumbers.Found number : HebrewNumbers.all(words)) {
            if (number.to() < words.size() && ROOM_WORDS.contains(words.get(number.to()))
                    || timeFollows(words, number.to())) {
                continue;
            }
            boolean money = isMoney(words, number.to());
            boolean named = money || asked == Slot.BUDGET || announced(words, number.from());
            Long meant = money(number.value(), named, asked == Slot.BUDGET, money, intent);
            // "Between one and a half and two million": the last is the most that would be paid.
            if (meant != null && (best == null || meant > best)) {
                best = meant;
            }
        }
        return best;
    }

    private static boolean announced(List<String> words, int index) {
        return words.subList(Math.max(0, index - 2), index).stream()
                .anyMatch(word -> BUDGET_WORDS.matcher(word).find());
    }

    private static @Nullable Long money(
            double value, boolean named, boolean asked, boolean currency, @Nullable Intent intent) {
        boolean rent = intent == Intent.RENT || intent == Intent.LET;
        if (asked && !currency && value < 100) {
            // "Two and a half" is millions where one buys and thousands where one rents.
            double meant = rent ? value * 1000 : value * 1_000_000;
            boolean sensible = rent ? value >= 2 && value <= 60 : value >= 0.5 && value <= 30;
            return sensible ? Math.round(meant) : null;
        }
        if (asked && !currency && !rent && value >= 300 && value < 1000) {
            return Math.round(value * 1000);
        }
        if (value >= LEAST_PRICE && value <= MOST_PRICE) {
            return Math.round(value);
        }
        boolean aRent = value >= LEAST_RENT && value <= MOST_RENT && named;
        // A year is no rent.
        boolean aYear = !currency && !asked && value >= 2020 && value <= 2040;
        return aRent && !aYear && intent != Intent.BUY && intent != Intent.SELL ? Math.round(value) : null;
    }

    private Optional<String> phone(List<String> words, @Nullable Slot asked) {
        if (asked != Slot.PHONE && asked != Slot.CALLERS_PHONE && asked != Slot.CORRECTION && !looksLikePhone(words)) {
            return Optional.empty();
        }
        return SpokenDigits.runs(words).stream()
                .filter(run -> run.length() >= 9)
                .map(phoneNumbers::e164)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static boolean looksLikePhone(List<String> words) {
        return SpokenDigits.runs(words).stream()
                .anyMatch(run ->
                        run.length() >= 9 && (run.startsWith("0") || run.startsWith("+") || run.startsWith("972")));
    }
}

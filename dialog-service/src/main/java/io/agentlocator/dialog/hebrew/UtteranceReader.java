package io.agentlocator.dialog.hebrew;

import io.agentlocator.events.LeadAnswers;
import io.agentlocator.events.LeadAnswers.Intent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the caller's answers out of one utterance: the entrance of this package, with {@link DialogActs}. Pure. An utterance
 * may hold several answers. A bare word is understood by the slot that the agent has just asked for ("שלוש" after the
 * question for rooms).
 */
public final class UtteranceReader {

    /** Words that an area never consists of. */
    private static final Set<String> NO_AREA = Set.of(
            "מה", "למה", "איך", "איפה", "מי", "אני", "יודע", "יודעת", "תודה", "שלום", "הלו", "לא", "כן", "סליחה",
            "דירה", "בית", "לקנות", "לשכור", "רוצה", "אפשר", "מחפש", "מחפשת");

    private final Places places;
    private final Names names;
    private final PhoneNumberParser phoneNumbers;

    public UtteranceReader(PhoneNumberParser phoneNumbers) {
        this.places = new Places();
        this.names = new Names();
        this.phoneNumbers = phoneNumbers;
    }

    /**
     * @param asked the slot that the agent has just asked for; null for none
     * @param intent the caller's intent as known so far, null for unknown: it distinguishes a rent from a price
     */
    public LeadAnswers read(String text, @Nullable Slot asked, @Nullable Intent intent) {
        List<String> words = HebrewText.words(text);
        Optional<String> phone = phone(words, asked);
        Intent said = Intents.in(text, asked == Slot.INTENT).orElse(null);
        List<Places.Found> found = asked == Slot.NAME ? List.of() : places.in(words, asked == Slot.AREA);
        String withoutPlaces = without(words, found);
        List<String> rest = HebrewText.words(withoutPlaces);
        Long budget = phone.isPresent() ? null : Budgets.in(rest, asked, said == null ? intent : said);
        String name = asked == Slot.NAME
                ? names.asked(text).orElse(null)
                : names.introduced(text).orElse(null);
        return new LeadAnswers(
                said,
                found.isEmpty() ? null : area(found, words),
                PropertyTypes.in(withoutPlaces, asked == Slot.PROPERTY_TYPE).orElse(null),
                phone.isPresent() ? null : RoomCounts.in(rest, asked),
                budget,
                Timing.in(withoutPlaces, asked == Slot.TIMING).orElse(null),
                name,
                phone.orElse(null));
    }

    /**
     * The answer to the question for the area as it was heard, for places that the list does not have.
     *
     * @return empty where it is no place
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
                || words.stream().anyMatch(NO_AREA::contains)) {
            return Optional.empty();
        }
        String first = words.getFirst();
        String bare = first.length() > 3 && first.charAt(0) == 'ב' ? first.substring(1) : first;
        return Optional.of(words.size() == 1 ? bare : bare + " " + String.join(" ", words.subList(1, words.size())));
    }

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

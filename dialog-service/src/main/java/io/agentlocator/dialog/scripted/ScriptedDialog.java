package io.agentlocator.dialog.scripted;

import io.agentlocator.dialog.FixedPhrases;
import io.agentlocator.dialog.LanguageModel;
import io.agentlocator.dialog.ModelRequest;
import io.agentlocator.dialog.hebrew.HebrewText;
import io.agentlocator.dialog.hebrew.Slot;
import io.agentlocator.dialog.lead.AnswerMerge;
import io.agentlocator.dialog.lead.HistoryEntry;
import io.agentlocator.dialog.lead.LeadProgress;
import io.agentlocator.dialog.lead.LeadReader;
import io.agentlocator.dialog.lead.LeadWording;
import io.agentlocator.events.LeadAnswers;
import io.agentlocator.events.LeadAnswers.Intent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Qualifies a lead without a vendor: asks for one slot after the other, accepts answers to slots that were not asked for,
 * and reads back what it has understood. Has no state: the same history gives the same words.
 */
public final class ScriptedDialog implements LanguageModel {

    /** The name of this model in logs and settings. */
    public static final String NAME = "scripted";

    private static final int MOST_READ_BACKS = 3;
    private static final Pattern PRICE = Pattern.compile("כמה (?:זה )?(?:עולה|עולות|המחיר)|מה המחיר|באיזה מחיר");
    private static final Pattern QUESTION = Pattern.compile(
            "(?<=^| )(?:מה|כמה|איפה|מתי|למה|איך|האם|איזה|איזו|מי|אפשר|יש לכם|אתם|את יודעת|אתה יודע|את בוט|את רובוט|את אמיתית)(?= |$)");

    private final FixedPhrases phrases;
    private final LeadReader leads;

    public ScriptedDialog(FixedPhrases phrases, LeadReader leads) {
        this.phrases = phrases;
        this.leads = leads;
    }

    @Override
    public Done answer(ModelRequest request, Consumer<String> sentences) {
        Answer answer = answer(request);
        List<String> already = request.already();
        boolean goesOn = answer.sentences().size() >= already.size()
                && answer.sentences().subList(0, already.size()).equals(already);
        answer.sentences().stream()
                .skip(goesOn ? already.size() : 0)
                // The model that began the turn has acknowledged the caller already.
                .filter(sentence -> goesOn || !already.contains(sentence) && !phrases.isAcknowledgement(sentence))
                .forEach(sentences);
        return Done.with(answer.ending(), NAME);
    }

    private record Answer(List<String> sentences, Ending ending) {
        static Answer of(Ending ending, List<String> sentences) {
            return new Answer(List.copyOf(sentences), ending);
        }
    }

    private Answer answer(ModelRequest request) {
        List<HistoryEntry> history = request.history();
        String callersPhone = request.callersPhone();
        int turn = request.turn();
        int latest = history.size();
        while (latest > 0 && history.get(latest - 1) instanceof HistoryEntry.Caller) {
            latest--;
        }
        LeadProgress read = leads.read(history, callersPhone);
        // What another model understood was known before the latest words, so those have not changed it.
        LeadAnswers elsewhere = AnswerMerge.without(request.known(), read.answers());
        LeadProgress before =
                leads.read(history.subList(0, latest), callersPhone).filledWith(elsewhere);
        LeadProgress known = read.filledWith(elsewhere);
        String words = history.subList(latest, history.size()).stream()
                .map(HistoryEntry::text)
                .collect(Collectors.joining(" "))
                .strip();
        if (known.confirmed()) {
            return Answer.of(Ending.GOODBYE, List.of(phrases.phrase("done.contact")));
        }
        if (before.pending() == Slot.CONFIRMATION || before.pending() == Slot.CORRECTION) {
            return afterReadBack(before, known, callersPhone, turn);
        }
        Slot next = known.next(callersPhone != null).orElse(null);
        if (next == null) {
            return readBack(known, callersPhone);
        }
        var sentences = new ArrayList<String>();
        String prelude = prelude(before, known, words, turn);
        if (prelude != null) {
            sentences.add(prelude);
        }
        sentences.add(question(next, known));
        return Answer.of(Ending.GOES_ON, sentences);
    }

    private Answer afterReadBack(LeadProgress before, LeadProgress known, @Nullable String callersPhone, int turn) {
        Slot missing = known.next(callersPhone != null).orElse(null);
        if (missing != null) {
            // The caller named the wrong slot: only that is asked for again.
            return Answer.of(Ending.GOES_ON, List.of(phrases.variant("ack", turn), question(missing, known)));
        }
        boolean changed = !known.answers().equals(before.answers());
        if (known.timesAsked(Slot.CONFIRMATION) >= MOST_READ_BACKS
                || known.timesAsked(Slot.CONFIRMATION) == 2
                        && !changed
                        && before.pending() == Slot.CONFIRMATION
                        && !known.skipped().contains(Slot.CONFIRMATION)) {
            return Answer.of(Ending.GOODBYE, List.of(phrases.phrase("done.contact")));
        }
        if (before.pending() == Slot.CONFIRMATION && !changed) {
            boolean refused = known.pending() == null;
            return Answer.of(
                    Ending.GOES_ON,
                    List.of(
                            refused
                                    ? phrases.variant("ask.correction", known.timesAsked(Slot.CORRECTION))
                                    : phrases.phrase("ask.confirmation.2")));
        }
        return readBack(known, callersPhone);
    }

    private Answer readBack(LeadProgress known, @Nullable String callersPhone) {
        String wishes = wishes(known.answers(), callersPhone);
        if (wishes.isEmpty()) {
            return Answer.of(Ending.PERSON, List.of(phrases.phrase("person.promise")));
        }
        return Answer.of(
                Ending.GOES_ON,
                List.of(phrases.phrase("readback.intro"), wishes + ".", phrases.phrase("ask.confirmation.1")));
    }

    private static String wishes(LeadAnswers answers, @Nullable String callersPhone) {
        var parts = new ArrayList<String>();
        String wishes = LeadWording.wishes(answers);
        if (!wishes.isEmpty()) {
            parts.add(wishes);
        }
        if (answers.name() != null) {
            parts.add("על שם " + answers.name());
        }
        String phone = answers.phone();
        if (phone != null && !phone.equals(callersPhone)) {
            parts.add("טלפון " + LeadWording.phone(phone));
        }
        return String.join(", ", parts);
    }

    /** The sentence before the next question: it shows how the last words were understood. */
    private @Nullable String prelude(LeadProgress before, LeadProgress known, String words, int turn) {
        boolean learned = !known.answers().equals(before.answers())
                || known.skipped().contains(Slot.CALLERS_PHONE) && before.pending() == Slot.CALLERS_PHONE;
        if (PRICE.matcher(HebrewText.line(words)).find()) {
            return phrases.phrase("price_unknown.1");
        }
        if (learned) {
            return phrases.variant("ack", turn);
        }
        Slot open = before.pending();
        if (words.isEmpty()) {
            return phrases.phrase("moveon.1");
        }
        if (QUESTION.matcher(HebrewText.line(words)).find() || words.endsWith("?")) {
            return phrases.phrase("offtopic.1");
        }
        if (open == null) {
            return turn == 1 ? phrases.phrase("hello.1") : phrases.variant("ack", turn);
        }
        return known.skipped().contains(open) ? phrases.phrase("moveon.1") : phrases.variant("mishear", turn);
    }

    private String question(Slot slot, LeadProgress known) {
        int asked = known.timesAsked(slot);
        return switch (slot) {
            case INTENT -> phrases.variant("ask.intent", asked);
            case AREA -> phrases.variant("ask.area", asked);
            case PROPERTY_TYPE -> phrases.variant("ask.type", asked);
            case ROOMS -> phrases.variant("ask.rooms", asked);
            case BUDGET -> phrases.variant(isOwner(known) ? "ask.price" : "ask.budget", asked);
            case TIMING -> phrases.variant("ask.timing", asked);
            case NAME -> phrases.variant("ask.name", asked);
            case CALLERS_PHONE -> phrases.variant("ask.callers_phone", asked);
            case PHONE -> phrases.variant("ask.phone", asked);
            case CONFIRMATION -> phrases.variant("ask.confirmation", asked);
            case CORRECTION -> phrases.variant("ask.correction", asked);
        };
    }

    private static boolean isOwner(LeadProgress known) {
        Intent intent = known.answers().intent();
        return intent == Intent.SELL || intent == Intent.LET;
    }
}

package io.agentlocator.dialog.scripted;

import io.agentlocator.dialog.LanguageModel;
import io.agentlocator.dialog.Lines;
import io.agentlocator.dialog.Step.Question;
import io.agentlocator.dialog.hebrew.HebrewText;
import io.agentlocator.dialog.hebrew.Slot;
import io.agentlocator.dialog.lead.KnownSoFar;
import io.agentlocator.dialog.lead.Latest;
import io.agentlocator.dialog.lead.LeadReader;
import io.agentlocator.dialog.lead.Said;
import io.agentlocator.dialog.lead.Wording;
import io.agentlocator.events.LeadAnswers;
import io.agentlocator.events.LeadAnswers.Intent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Qualifies a lead without any vendor: asks for one thing after the other, takes what is told unasked, reads back what it
 * has understood. Keeps nothing: what it says follows from the history alone, so the same history gives the same words.
 */
public final class ScriptedDialog implements LanguageModel {

    /** How this engine is called in logs and settings. */
    public static final String NAME = "scripted";

    private static final int MOST_READ_BACKS = 3;
    private static final Pattern PRICE = Pattern.compile("כמה (?:זה )?(?:עולה|עולות|המחיר)|מה המחיר|באיזה מחיר");
    private static final Pattern QUESTION = Pattern.compile(
            "(?<=^| )(?:מה|כמה|איפה|מתי|למה|איך|האם|איזה|איזו|מי|אפשר|יש לכם|אתם|את יודעת|אתה יודע|את בוט|את רובוט|את אמיתית)(?= |$)");

    private final Lines lines;
    private final LeadReader leads;

    public ScriptedDialog(Lines lines, LeadReader leads) {
        this.lines = lines;
        this.leads = leads;
    }

    @Override
    public Done answer(Question question, Consumer<String> sentences) {
        Answer answer = answer(question);
        List<String> already = question.already();
        boolean goesOn = answer.sentences().size() >= already.size()
                && answer.sentences().subList(0, already.size()).equals(already);
        answer.sentences().stream()
                .skip(goesOn ? already.size() : 0)
                // Who began the turn has shown in his own words that the caller was heard.
                .filter(sentence -> goesOn || !already.contains(sentence) && !lines.isAcknowledgement(sentence))
                .forEach(sentences);
        return Done.with(answer.ending(), NAME);
    }

    private record Answer(List<String> sentences, Ending ending) {
        static Answer of(Ending ending, List<String> sentences) {
            return new Answer(List.copyOf(sentences), ending);
        }
    }

    private Answer answer(Question question) {
        List<Said> history = question.history();
        String callersPhone = question.callersPhone();
        int turn = question.turn();
        int latest = history.size();
        while (latest > 0 && history.get(latest - 1) instanceof Said.Caller) {
            latest--;
        }
        KnownSoFar read = leads.read(history, callersPhone);
        // What another engine understood was known before the latest words, and is nothing that they changed.
        LeadAnswers elsewhere = Latest.without(question.known(), read.answers());
        KnownSoFar before = leads.read(history.subList(0, latest), callersPhone).filledWith(elsewhere);
        KnownSoFar known = read.filledWith(elsewhere);
        String words = history.subList(latest, history.size()).stream()
                .map(Said::text)
                .collect(Collectors.joining(" "))
                .strip();
        if (known.confirmed()) {
            return Answer.of(Ending.GOODBYE, List.of(lines.line("done.contact")));
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

    private Answer afterReadBack(KnownSoFar before, KnownSoFar known, @Nullable String callersPhone, int turn) {
        Slot missing = known.next(callersPhone != null).orElse(null);
        if (missing != null) {
            // The caller named what is wrong: only that is asked for anew.
            return Answer.of(Ending.GOES_ON, List.of(lines.variant("ack", turn), question(missing, known)));
        }
        boolean changed = !known.answers().equals(before.answers());
        if (known.timesAsked(Slot.CONFIRMATION) >= MOST_READ_BACKS
                || known.timesAsked(Slot.CONFIRMATION) == 2
                        && !changed
                        && before.pending() == Slot.CONFIRMATION
                        && !known.skipped().contains(Slot.CONFIRMATION)) {
            return Answer.of(Ending.GOODBYE, List.of(lines.line("done.contact")));
        }
        if (before.pending() == Slot.CONFIRMATION && !changed) {
            boolean refused = known.pending() == null;
            return Answer.of(
                    Ending.GOES_ON,
                    List.of(
                            refused
                                    ? lines.variant("ask.correction", known.timesAsked(Slot.CORRECTION))
                                    : lines.line("ask.confirmation.2")));
        }
        return readBack(known, callersPhone);
    }

    private Answer readBack(KnownSoFar known, @Nullable String callersPhone) {
        String wishes = wishes(known.answers(), callersPhone);
        if (wishes.isEmpty()) {
            return Answer.of(Ending.PERSON, List.of(lines.line("person.promise")));
        }
        return Answer.of(
                Ending.GOES_ON, List.of(lines.line("readback.intro"), wishes + ".", lines.line("ask.confirmation.1")));
    }

    private static String wishes(LeadAnswers answers, @Nullable String callersPhone) {
        var parts = new ArrayList<String>();
        String wishes = Wording.wishes(answers);
        if (!wishes.isEmpty()) {
            parts.add(wishes);
        }
        if (answers.name() != null) {
            parts.add("על שם " + answers.name());
        }
        String phone = answers.phone();
        if (phone != null && !phone.equals(callersPhone)) {
            parts.add("טלפון " + Wording.phone(phone));
        }
        return String.join(", ", parts);
    }

    /** What is said before the next question, to show that and how the last words were understood. */
    private @Nullable String prelude(KnownSoFar before, KnownSoFar known, String words, int turn) {
        boolean learned = !known.answers().equals(before.answers())
                || known.skipped().contains(Slot.CALLERS_PHONE) && before.pending() == Slot.CALLERS_PHONE;
        if (PRICE.matcher(HebrewText.line(words)).find()) {
            return lines.line("price_unknown.1");
        }
        if (learned) {
            return lines.variant("ack", turn);
        }
        Slot open = before.pending();
        if (words.isEmpty()) {
            return lines.line("moveon.1");
        }
        if (QUESTION.matcher(HebrewText.line(words)).find() || words.endsWith("?")) {
            return lines.line("offtopic.1");
        }
        if (open == null) {
            return turn == 1 ? lines.line("hello.1") : lines.variant("ack", turn);
        }
        return known.skipped().contains(open) ? lines.line("moveon.1") : lines.variant("mishear", turn);
    }

    private String question(Slot slot, KnownSoFar known) {
        int asked = known.timesAsked(slot);
        return switch (slot) {
            case INTENT -> lines.variant("ask.intent", asked);
            case AREA -> lines.variant("ask.area", asked);
            case PROPERTY_TYPE -> lines.variant("ask.type", asked);
            case ROOMS -> lines.variant("ask.rooms", asked);
            case BUDGET -> lines.variant(isOwner(known) ? "ask.price" : "ask.budget", asked);
            case TIMING -> lines.variant("ask.timing", asked);
            case NAME -> lines.variant("ask.name", asked);
            case CALLERS_PHONE -> lines.variant("ask.callers_phone", asked);
            case PHONE -> lines.variant("ask.phone", asked);
            case CONFIRMATION -> lines.variant("ask.confirmation", asked);
            case CORRECTION -> lines.variant("ask.correction", asked);
        };
    }

    private static boolean isOwner(KnownSoFar known) {
        Intent intent = known.answers().intent();
        return intent == Intent.SELL || intent == Intent.LET;
    }
}

package io.agentlocator.dialog.lead;

import io.agentlocator.dialog.hebrew.DialogActs;
import io.agentlocator.dialog.hebrew.HebrewText;
import io.agentlocator.dialog.hebrew.Slot;
import io.agentlocator.dialog.hebrew.UtteranceReader;
import io.agentlocator.dialog.hebrew.YesOrNo;
import io.agentlocator.events.LeadAnswers;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the caller's answers out of the history. Only the caller's words fill slots; the agent's questions say which slot a
 * bare word belongs to. The same history always gives the same answers, so nothing needs to be stored.
 */
public final class LeadReader {

    /** How often one slot is asked for in vain before it is skipped. */
    public static final int MOST_QUESTIONS = 2;

    private static final Map<Slot, Pattern> NAMED = Map.of(
            Slot.INTENT, Pattern.compile("קנייה|לקנות|לשכור|שכירות"),
            Slot.AREA, Pattern.compile("אזור|איזור|עיר|מקום|שכונה"),
            Slot.PROPERTY_TYPE, Pattern.compile("סוג|נכס"),
            Slot.ROOMS, Pattern.compile("חדרים|חדר"),
            Slot.BUDGET, Pattern.compile("תקציב|מחיר|סכום|כסף"),
            Slot.TIMING, Pattern.compile("זמן|מועד|תאריך|מתי|זמנים|כניסה"),
            Slot.NAME, Pattern.compile("השם|שם|שמי"),
            Slot.PHONE, Pattern.compile("טלפון|מספר|נייד"));

    private final UtteranceReader hebrew;
    private final SlotQuestions questions;

    public LeadReader(UtteranceReader hebrew, SlotQuestions questions) {
        this.hebrew = hebrew;
        this.questions = questions;
    }

    /** @param callersPhone the number of the call, E.164; null where it is hidden */
    public LeadProgress read(List<HistoryEntry> history, @Nullable String callersPhone) {
        var reading = new Reading(callersPhone);
        for (HistoryEntry said : history) {
            switch (said) {
                case HistoryEntry.Agent agent -> questions.asks(agent.text()).ifPresent(reading::asked);
                case HistoryEntry.Caller caller -> reading.said(caller.text());
            }
        }
        return reading.known();
    }

    /** The slot that the caller names as wrong: "the budget". */
    private static Optional<Slot> named(String text) {
        String line = HebrewText.line(text);
        return NAMED.entrySet().stream()
                .filter(entry -> entry.getValue().matcher(line).find())
                .map(Map.Entry::getKey)
                .min(Slot::compareTo);
    }

    private final class Reading {

        private final @Nullable String callersPhone;
        private final Map<Slot, Integer> asked = new EnumMap<>(Slot.class);
        private final Set<Slot> skipped = EnumSet.noneOf(Slot.class);
        private LeadAnswers answers = LeadAnswers.NONE;
        private @Nullable Slot pending;
        private boolean confirmed;

        Reading(@Nullable String callersPhone) {
            this.callersPhone = callersPhone;
        }

        void asked(Slot slot) {
            // The same question in other words, after silence or noise, counts once more.
            asked.merge(slot, 1, Integer::sum);
            pending = slot;
        }

        void said(String text) {
            Slot open = pending;
            if (text.isBlank()) {
                skipAfterEnoughQuestions(open);
                return;
            }
            LeadAnswers heard = hebrew.read(text, open, answers.intent());
            if (open == Slot.AREA
                    && heard.area() == null
                    && asked.getOrDefault(Slot.AREA, 0) >= MOST_QUESTIONS
                    && isNothing(heard)) {
                heard = withArea(heard, hebrew.areaAsHeard(text).orElse(null));
            }
            if (open == Slot.CALLERS_PHONE && heard.phone() == null) {
                heard = callersPhone(text, heard);
            }
            LeadAnswers before = answers;
            answers = merged(before, heard, open);
            boolean changed = !answers.equals(before);
            if (open == Slot.CONFIRMATION) {
                confirmation(text, changed);
            } else if (open == Slot.CORRECTION) {
                correction(text, changed);
            } else if (changed) {
                confirmed = false;
            }
            if (open != null && pending == open) {
                boolean answered = known().has(open);
                if (answered) {
                    pending = null;
                } else if (!changed && !DialogActs.asksAgain(text) && !DialogActs.asksToWait(text)) {
                    skipAfterEnoughQuestions(open);
                }
            }
        }

        private LeadAnswers callersPhone(String text, LeadAnswers heard) {
            YesOrNo answer = DialogActs.yesOrNo(text);
            boolean same = answer == YesOrNo.YES
                    || HebrewText.line(text).contains("המספר הזה")
                    || HebrewText.line(text).contains("למספר הזה");
            if (same && callersPhone != null) {
                return merged(heard, phone(callersPhone), null);
            }
            if (answer == YesOrNo.NO) {
                skipped.add(Slot.CALLERS_PHONE);
                pending = null;
            }
            return heard;
        }

        private void confirmation(String text, boolean changed) {
            YesOrNo answer = DialogActs.yesOrNo(text);
            if (changed) {
                confirmed = false;
                pending = null;
            } else if (answer == YesOrNo.YES) {
                confirmed = true;
                pending = null;
            } else if (answer == YesOrNo.NO) {
                Optional<Slot> wrong = named(text);
                wrong.ifPresent(this::forget);
                pending = null;
                if (wrong.isEmpty()) {
                    skipped.add(Slot.CONFIRMATION);
                }
            }
        }

        private void correction(String text, boolean changed) {
            if (!changed) {
                named(text).ifPresent(this::forget);
            }
            pending = null;
            skipped.remove(Slot.CONFIRMATION);
        }

        private void forget(Slot slot) {
            answers = new LeadAnswers(
                    slot == Slot.INTENT ? null : answers.intent(),
                    slot == Slot.AREA ? null : answers.area(),
                    slot == Slot.PROPERTY_TYPE ? null : answers.propertyType(),
                    slot == Slot.ROOMS ? null : answers.rooms(),
                    slot == Slot.BUDGET ? null : answers.budgetIls(),
                    slot == Slot.TIMING ? null : answers.timing(),
                    slot == Slot.NAME ? null : answers.name(),
                    slot == Slot.PHONE ? null : answers.phone());
            asked.remove(slot);
            skipped.remove(slot);
            if (slot == Slot.PHONE) {
                skipped.add(Slot.CALLERS_PHONE);
            }
        }

        private void skipAfterEnoughQuestions(@Nullable Slot open) {
            if (open != null && asked.getOrDefault(open, 0) >= MOST_QUESTIONS) {
                skipped.add(open);
                pending = null;
            }
        }

        LeadProgress known() {
            return new LeadProgress(answers, pending, asked, skipped, confirmed);
        }
    }

    private static boolean isNothing(LeadAnswers heard) {
        return heard.equals(LeadAnswers.NONE);
    }

    private static LeadAnswers withArea(LeadAnswers heard, @Nullable String area) {
        return new LeadAnswers(
                heard.intent(),
                area,
                heard.propertyType(),
                heard.rooms(),
                heard.budgetIls(),
                heard.timing(),
                heard.name(),
                heard.phone());
    }

    private static LeadAnswers phone(String phone) {
        return new LeadAnswers(null, null, null, null, null, null, null, phone);
    }

    /** The caller's latest answer wins. A vague property type replaces a known one only where it was asked for. */
    private static LeadAnswers merged(LeadAnswers known, LeadAnswers heard, @Nullable Slot asked) {
        String type = heard.propertyType();
        boolean vaguer = "דירה".equals(type) || "בית".equals(type);
        boolean keep = vaguer && known.propertyType() != null && asked != Slot.PROPERTY_TYPE;
        LeadAnswers latest = AnswerMerge.latest(known, heard);
        return keep
                ? new LeadAnswers(
                        latest.intent(),
                        latest.area(),
                        known.propertyType(),
                        latest.rooms(),
                        latest.budgetIls(),
                        latest.timing(),
                        latest.name(),
                        latest.phone())
                : latest;
    }
}

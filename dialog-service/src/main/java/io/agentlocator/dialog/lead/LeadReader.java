package io.agentlocator.dialog.lead;

import io.agentlocator.dialog.hebrew.CallerSays;
import io.agentlocator.dialog.hebrew.HebrewAnswers;
import io.agentlocator.dialog.hebrew.HebrewText;
import io.agentlocator.dialog.hebrew.Slot;
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
 * Reads what the caller told of himself out of the history. Only his words fill anything; the agent's only say what they
 * answer. The same history always gives the same answers, so that nothing of it needs to be kept.
 */
public final class LeadReader {

    /** After this many vain questions a thing is let go. */
    private static final int TRIES = 2;

    private static final Map<Slot, Pattern> NAMED = Map.of(
            Slot.INTENT, Pattern.compile("קנייה|לקנות|לשכור|שכירות"),
            Slot.AREA, Pattern.compile("אזור|איזור|עיר|מקום|שכונה"),
            Slot.PROPERTY_TYPE, Pattern.compile("סוג|נכס"),
            Slot.ROOMS, Pattern.compile("חדרים|חדר"),
            Slot.BUDGET, Pattern.compile("תקציב|מחיר|סכום|כסף"),
            Slot.TIMING, Pattern.compile("זמן|מועד|תאריך|מתי|זמנים|כניסה"),
            Slot.NAME, Pattern.compile("השם|שם|שמי"),
            Slot.PHONE, Pattern.compile("טלפון|מספר|נייד"));

    private final HebrewAnswers hebrew;
    private final Questions questions;

    public LeadReader(HebrewAnswers hebrew, Questions questions) {
        this.hebrew = hebrew;
        this.questions = questions;
    }

    /** @param callersPhone the number of the call, E.164; null where it is hidden */
    public KnownSoFar read(List<Said> history, @Nullable String callersPhone) {
        var reading = new Reading(callersPhone);
        for (Said said : history) {
            switch (said) {
                case Said.Agent agent -> questions.asks(agent.text()).ifPresent(reading::asked);
                case Said.Caller caller -> reading.told(caller.text());
            }
        }
        return reading.known();
    }

    /** What a person named as wrong: "the budget". */
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
            // The same question said again in other words after silence or noise is one more try.
            asked.merge(slot, 1, Integer::sum);
            pending = slot;
        }

        void told(String text) {
            Slot open = pending;
            if (text.isBlank()) {
                giveUpWhenTired(open);
                return;
            }
            LeadAnswers told = hebrew.read(text, open, answers.intent());
            if (open == Slot.AREA
                    && told.area() == null
                    && asked.getOrDefault(Slot.AREA, 0) >= TRIES
                    && isNothing(told)) {
                told = withArea(told, hebrew.areaAsHeard(text).orElse(null));
            }
            if (open == Slot.CALLERS_PHONE && told.phone() == null) {
                told = callersPhone(text, told);
            }
            LeadAnswers before = answers;
            answers = merged(before, told, open);
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
                } else if (!changed && !CallerSays.asksAgain(text) && !CallerSays.asksToWait(text)) {
                    giveUpWhenTired(open);
                }
            }
        }

        private LeadAnswers callersPhone(String text, LeadAnswers told) {
            YesOrNo answer = CallerSays.yesOrNo(text);
            boolean same = answer == YesOrNo.YES
                    || HebrewText.line(text).contains("המספר הזה")
                    || HebrewText.line(text).contains("למספר הזה");
            if (same && callersPhone != null) {
                return merged(told, phone(callersPhone), null);
            }
            if (answer == YesOrNo.NO) {
                skipped.add(Slot.CALLERS_PHONE);
                pending = null;
            }
            return told;
        }

        private void confirmation(String text, boolean changed) {
            YesOrNo answer = CallerSays.yesOrNo(text);
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

        private void giveUpWhenTired(@Nullable Slot open) {
            if (open != null && asked.getOrDefault(open, 0) >= TRIES) {
                skipped.add(open);
                pending = null;
            }
        }

        KnownSoFar known() {
            return new KnownSoFar(answers, pending, asked, skipped, confirmed);
        }
    }

    private static boolean isNothing(LeadAnswers told) {
        return told.equals(LeadAnswers.NONE);
    }

    private static LeadAnswers withArea(LeadAnswers told, @Nullable String area) {
        return new LeadAnswers(
                told.intent(),
                area,
                told.propertyType(),
                told.rooms(),
                told.budgetIls(),
                told.timing(),
                told.name(),
                told.phone());
    }

    private static LeadAnswers phone(String phone) {
        return new LeadAnswers(null, null, null, null, null, null, null, phone);
    }

    /** The caller's latest word holds; a property's kind is only changed where the new one says more, or was asked for. */
    private static LeadAnswers merged(LeadAnswers known, LeadAnswers told, @Nullable Slot asked) {
        String type = told.propertyType();
        boolean vaguer = "דירה".equals(type) || "בית".equals(type);
        boolean keep = vaguer && known.propertyType() != null && asked != Slot.PROPERTY_TYPE;
        LeadAnswers latest = Latest.of(known, told);
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

package io.agentlocator.crm;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentlocator.crm.Answer.Source;
import io.agentlocator.events.CallOutcome.Disposition;
import io.agentlocator.events.LeadAnswers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeadFileTest {

    private static final Instant T = Instant.parse("2026-03-01T08:00:00Z");
    private static final LeadFile FRESH = LeadFile.opened(new UUID(1, 2), "+972501234567", "CA1", T);

    @ParameterizedTest
    @CsvSource({
        "QUALIFIED, PARTIAL, qualified",
        "QUALIFIED, NO_ANSWERS, qualified",
        "QUALIFIED, NOT_INTERESTED, not-interested",
        "NOT_INTERESTED, QUALIFIED, qualified",
        "PARTIAL, QUALIFIED, qualified",
        "PARTIAL, NO_ANSWERS, partial",
        "NO_ANSWERS, NO_ANSWERS, new",
        "WANTS_PERSON, PARTIAL, wants-person"
    })
    void statusAfterTwoCallsInEitherOrderOfReading(Disposition first, Disposition second, String status) {
        UnaryOperator<LeadFile> one = lead -> lead.concluded(first, Map.of(), "CA1", T.plusSeconds(60));
        UnaryOperator<LeadFile> two = lead -> lead.concluded(second, Map.of(), "CA2", T.plusSeconds(90));
        assertThat(two.apply(one.apply(FRESH)).status()).isEqualTo(status);
        assertThat(one.apply(two.apply(FRESH)).status()).isEqualTo(status);
    }

    @Test
    void whatWasSaidLastCountsAndWhatWasNotSaidIsKept() {
        LeadFile lead = FRESH.concluded(
                        Disposition.PARTIAL,
                        Map.of(Field.AREA, "רמת גן", Field.BUDGET_ILS, "2000000"),
                        "CA1",
                        T.plusSeconds(60))
                .concluded(Disposition.PARTIAL, Map.of(Field.AREA, "גבעתיים"), "CA2", T.plusSeconds(90));
        assertThat(lead.saved().answers())
                .isEqualTo(new LeadAnswers(null, "גבעתיים", null, null, 2_000_000L, null, null, null));
        assertThat(lead.updatedAt()).isEqualTo(T.plusSeconds(90));
    }

    @Test
    void aPersonsWordStands() {
        var byPerson = new Answer("תל אביב־יפו", Source.PERSON, T, null);
        var lead = new LeadFile(
                FRESH.id(), FRESH.phone(), Map.of(Field.AREA, byPerson), "meeting", Source.PERSON, T, "CA1", T, T, T);
        LeadFile after = lead.concluded(
                Disposition.QUALIFIED, Map.of(Field.AREA, "חולון", Field.NAME, "דנה"), "CA2", T.plusSeconds(90));
        assertThat(after.answers().get(Field.AREA)).isEqualTo(byPerson);
        assertThat(after.answers().get(Field.NAME).value()).isEqualTo("דנה");
        assertThat(after.status()).isEqualTo("meeting");
    }

    @Test
    void callsMayBeReadInAnyOrderAndAnyNumberOfTimes() {
        List<UnaryOperator<LeadFile>> calls = new ArrayList<>();
        for (int i = 1; i <= 4; i++) {
            String callSid = "CA" + i;
            Instant at = T.plusSeconds(600L * i);
            var disposition = Disposition.values()[i % Disposition.values().length];
            Map<Field, String> said =
                    i % 2 == 0 ? Map.of(Field.NAME, "שם " + i) : Map.of(Field.AREA, "אזור " + i, Field.NAME, "שם " + i);
            calls.add(lead -> lead.called(callSid, at).concluded(disposition, said, callSid, at.plusSeconds(120)));
        }
        LeadFile expected = fold(calls);
        var random = new Random(7);
        for (int i = 0; i < 200; i++) {
            var shuffled = new ArrayList<>(calls);
            shuffled.addAll(calls.subList(0, random.nextInt(calls.size())));
            Collections.shuffle(shuffled, random);
            assertThat(fold(shuffled)).isEqualTo(expected);
        }
    }

    @Test
    void answersSurviveTheBooks() {
        var answers = new LeadAnswers(
                LeadAnswers.Intent.BUY,
                "נווה צדק",
                "דירה",
                3.5,
                2_450_000L,
                "תוך חצי שנה",
                "שי כהן בע״מ",
                "+972501234567");
        assertThat(Field.answers(Field.said(answers))).isEqualTo(answers);
        assertThat(Field.answers(Map.of(Field.ROOMS, "הרבה", Field.BUDGET_ILS, "מיליון")))
                .isEqualTo(LeadAnswers.NONE);
    }

    private static LeadFile fold(List<UnaryOperator<LeadFile>> calls) {
        LeadFile lead = FRESH;
        for (var call : calls) {
            lead = call.apply(lead);
        }
        return lead;
    }
}

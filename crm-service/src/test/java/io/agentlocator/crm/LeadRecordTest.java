package io.agentlocator.crm;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentlocator.crm.LeadAnswer.Source;
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

class LeadRecordTest {

    private static final Instant T = Instant.parse("2026-03-01T08:00:00Z");
    private static final LeadRecord FRESH = LeadRecord.opened(new UUID(1, 2), "+972501234567", "CA1", T);

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
        UnaryOperator<LeadRecord> one = lead -> lead.concluded(first, Map.of(), "CA1", T.plusSeconds(60));
        UnaryOperator<LeadRecord> two = lead -> lead.concluded(second, Map.of(), "CA2", T.plusSeconds(90));
        assertThat(two.apply(one.apply(FRESH)).status()).isEqualTo(status);
        assertThat(one.apply(two.apply(FRESH)).status()).isEqualTo(status);
    }

    @Test
    void whatWasSaidLastCountsAndWhatWasNotSaidIsKept() {
        LeadRecord lead = FRESH.concluded(
                        Disposition.PARTIAL,
                        Map.of(LeadField.AREA, "רמת גן", LeadField.BUDGET_ILS, "2000000"),
                        "CA1",
                        T.plusSeconds(60))
                .concluded(Disposition.PARTIAL, Map.of(LeadField.AREA, "גבעתיים"), "CA2", T.plusSeconds(90));
        assertThat(lead.saved().answers())
                .isEqualTo(new LeadAnswers(null, "גבעתיים", null, null, 2_000_000L, null, null, null));
        assertThat(lead.updatedAt()).isEqualTo(T.plusSeconds(90));
    }

    @Test
    void aPersonsWordStands() {
        var byPerson = new LeadAnswer("תל אביב־יפו", Source.PERSON, T, null);
        var lead = new LeadRecord(
                FRESH.id(),
                FRESH.phone(),
                Map.of(LeadField.AREA, byPerson),
                "meeting",
                Source.PERSON,
                T,
                "CA1",
                T,
                T,
                T);
        LeadRecord after = lead.concluded(
                Disposition.QUALIFIED,
                Map.of(LeadField.AREA, "חולון", LeadField.NAME, "דנה"),
                "CA2",
                T.plusSeconds(90));
        assertThat(after.answers().get(LeadField.AREA)).isEqualTo(byPerson);
        assertThat(after.answers().get(LeadField.NAME).value()).isEqualTo("דנה");
        assertThat(after.status()).isEqualTo("meeting");
    }

    @Test
    void callsMayBeReadInAnyOrderAndAnyNumberOfTimes() {
        List<UnaryOperator<LeadRecord>> calls = new ArrayList<>();
        for (int i = 1; i <= 4; i++) {
            String callSid = "CA" + i;
            Instant at = T.plusSeconds(600L * i);
            var disposition = Disposition.values()[i % Disposition.values().length];
            Map<LeadField, String> said = i % 2 == 0
                    ? Map.of(LeadField.NAME, "שם " + i)
                    : Map.of(LeadField.AREA, "אזור " + i, LeadField.NAME, "שם " + i);
            calls.add(lead -> lead.called(callSid, at).concluded(disposition, said, callSid, at.plusSeconds(120)));
        }
        LeadRecord expected = fold(calls);
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
        assertThat(LeadField.answers(LeadField.said(answers))).isEqualTo(answers);
        assertThat(LeadField.answers(Map.of(LeadField.ROOMS, "הרבה", LeadField.BUDGET_ILS, "מיליון")))
                .isEqualTo(LeadAnswers.NONE);
    }

    private static LeadRecord fold(List<UnaryOperator<LeadRecord>> calls) {
        LeadRecord lead = FRESH;
        for (var call : calls) {
            lead = call.apply(lead);
        }
        return lead;
    }
}

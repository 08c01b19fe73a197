package io.agentlocator.dialog.scripted;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentlocator.dialog.turns.FakeCall;
import io.agentlocator.events.CallOutcome.Disposition;
import io.agentlocator.events.LeadAnswers;
import io.agentlocator.events.LeadAnswers.Intent;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whole conversations with the scripted model. */
class ScriptedStoriesTest {

    private final FakeCall call = new FakeCall().begun();

    private LeadAnswers answers() {
        return call.leads.read(history(), FakeCall.CALLER).answers();
    }

    private List<io.agentlocator.dialog.lead.HistoryEntry> history() {
        return call.asked.getLast().history();
    }

    @Test
    void oneThingAfterTheOther() {
        assertThat(call.says("שלום, אני מחפש דירה")).containsExactly("רשמתי.", "מחפשים לקנות או לשכור?");
        assertThat(call.says("לקנות")).endsWith("באיזה אזור?");
        assertThat(call.says("ברמת גן")).endsWith("כמה חדרים?");
        assertThat(call.says("שלושה")).endsWith("מה התקציב, בערך?");
        assertThat(call.says("עד שני מיליון שקל")).endsWith("ומתי זה צריך לקרות?");
        assertThat(call.says("תוך חודשיים")).endsWith("מה השם, בבקשה?");
        assertThat(call.says("דנה כהן")).endsWith("לחזור אליכם למספר שממנו התקשרתם?");
        assertThat(call.says("כן"))
                .containsExactly(
                        "אז רשמתי כך.",
                        "דירה לקנייה, שלושה חדרים, ברמת גן, עד שני מיליון שקל, תוך חודשיים, על שם דנה כהן.",
                        "הכול נכון?");
        assertThat(call.says("כן, נכון")).first().isEqualTo("רשמתי הכול, ונציג שלנו יחזור אליכם בהקדם.");
        assertThat(call.hungUp()).isTrue();
        call.hangsUp();
        assertThat(call.outcomes()).singleElement().satisfies(outcome -> {
            assertThat(outcome.disposition()).isEqualTo(Disposition.QUALIFIED);
            assertThat(outcome.answers())
                    .isEqualTo(new LeadAnswers(
                            Intent.BUY, "רמת גן", "דירה", 3.0, 2_000_000L, "תוך חודשיים", "דנה כהן", FakeCall.CALLER));
            assertThat(outcome.callerTurns()).isEqualTo(9);
            assertThat(outcome.summary()).contains("דירה לקנייה", "דנה כהן");
        });
    }

    @Test
    void manyThingsAtOnce() {
        var said =
                call.says("שלום, קוראים לי יוסי לוי, אני מחפש לשכור דירת ארבעה חדרים בחיפה או בקריות עד ששת אלפים שקל");
        assertThat(said).endsWith("ומתי זה צריך לקרות?");
        assertThat(answers())
                .isEqualTo(new LeadAnswers(Intent.RENT, "חיפה או הקריות", "דירה", 4.0, 6000L, null, "יוסי לוי", null));
    }

    @Test
    void aMisheardAnswerIsAskedForInOtherWordsAndThenLetGo() {
        call.says("אני רוצה לקנות דירה בתל אביב");
        assertThat(call.sentences()).endsWith("כמה חדרים?");
        assertThat(call.says("בננות ירוקות")).endsWith("כמה חדרים יש או צריך, בערך?");
        assertThat(call.says("צפרדע")).containsExactly("לא נורא, נמשיך.", "מה התקציב, בערך?");
        assertThat(call.says("שתי נקודה שמונה מיליון")).endsWith("ומתי זה צריך לקרות?");
        assertThat(answers().budgetIls()).isEqualTo(2_800_000);
        assertThat(answers().rooms()).isNull();
    }

    @Test
    void whatIsWrongInTheReadBackIsCorrected() {
        readBack();
        assertThat(call.says("לא, ארבעה חדרים"))
                .element(1)
                .asString()
                .contains("ארבעה חדרים")
                .doesNotContain("שלושה חדרים");
        assertThat(call.says("כן")).contains("רשמתי הכול, ונציג שלנו יחזור אליכם בהקדם.");
    }

    @Test
    void aBareNoIsAskedWhatToFix() {
        readBack();
        assertThat(call.says("לא")).containsExactly("מה לתקן?");
        assertThat(call.says("התקציב")).endsWith("מה התקציב, בערך?");
        assertThat(call.says("מיליון שמונה")).element(1).asString().contains("מיליון ושמונה מאות אלף שקל");
        assertThat(call.says("נכון")).contains("רשמתי הכול, ונציג שלנו יחזור אליכם בהקדם.");
        assertThat(call.hungUp()).isTrue();
    }

    @Test
    void anotherNumberToCallBack() {
        call.says("לקנות דירת שלושה חדרים בחולון עד שני מיליון תוך חודש");
        assertThat(call.says("רונית")).endsWith("לחזור אליכם למספר שממנו התקשרתם?");
        assertThat(call.says("לא")).endsWith("לאיזה מספר טלפון לחזור?");
        assertThat(call.says("אפס חמש ארבע שתיים שלוש ארבע חמש שש שבע שמונה"))
                .element(1)
                .asString()
                .contains("טלפון 054-234-5678");
        assertThat(answers().phone()).isEqualTo("+972542345678");
    }

    @Test
    void aHiddenCallerIsAskedForHisNumberRightAway() {
        var hidden = new FakeCall().begunFrom("anonymous");
        hidden.says("לקנות דירת שלושה חדרים בחולון עד שני מיליון תוך חודש");
        assertThat(hidden.says("רונית")).endsWith("לאיזה מספר טלפון לחזור?");
    }

    @Test
    void whoAsksForAPersonIsCalledBack() {
        call.says("אני מחפש דירה בירושלים");
        assertThat(call.says("אפשר לדבר עם נציג אנושי")).first().isEqualTo("בשמחה, נציג שלנו יחזור אליכם בהקדם.");
        assertThat(call.hungUp()).isTrue();
        call.hangsUp();
        assertThat(call.outcomes().getFirst().disposition()).isEqualTo(Disposition.WANTS_PERSON);
        assertThat(call.outcomes().getFirst().answers().area()).isEqualTo("ירושלים");
    }

    @Test
    void whoWantsNoCallsIsLeftAlone() {
        assertThat(call.says("תסירו אותי מהרשימה")).first().isEqualTo("הבנתי, לא נטריד יותר.");
        call.hangsUp();
        assertThat(call.outcomes().getFirst().disposition()).isEqualTo(Disposition.NOT_INTERESTED);
    }

    @Test
    void aGoodbyeIsAnswered() {
        call.says("אני מחפש דירה בירושלים");
        var said = call.says("תודה רבה ולהתראות");
        assertThat(said).first().isEqualTo("רשמתי הכול, ונציג שלנו יחזור אליכם בהקדם.");
        assertThat(said.getLast()).endsWith("ולהתראות.");
        assertThat(call.hungUp()).isTrue();
    }

    @Test
    void whoDidNotHearIsToldAgain() {
        call.says("אני רוצה לקנות דירה");
        assertThat(call.says("סליחה, לא שמעתי")).containsExactly("באיזה אזור?");
        assertThat(call.says("פתח תקווה")).endsWith("כמה חדרים?");
    }

    @Test
    void aPriceIsNotInvented() {
        call.says("שלום, כמה עולה הדירה?");
        assertThat(call.sentences()).containsExactly("את המחירים המדויקים ימסור נציג שלנו.", "מחפשים לקנות או לשכור?");
    }

    @Test
    void anOwnerIsAskedForHisPrice() {
        call.says("יש לי דירה למכירה ברעננה, ארבעה חדרים");
        assertThat(call.sentences()).endsWith("מה המחיר המבוקש, בערך?");
        assertThat(answers().intent()).isEqualTo(Intent.SELL);
    }

    @Test
    void aSilentCallerIsAskedAgainAndThenBidFarewell() {
        call.says("אני רוצה לקנות דירה");
        call.happens(new io.agentlocator.events.CallAlert.CallerSilent(FakeCall.SID, 8000, 1));
        assertThat(call.sentences()).endsWith("אתם עדיין איתי?", "באיזה אזור?");
        call.happens(new io.agentlocator.events.CallAlert.CallerSilent(FakeCall.SID, 8000, 2));
        assertThat(call.sentences()).endsWith("אני עדיין כאן.", "באיזה אזור?");
        call.happens(new io.agentlocator.events.CallAlert.CallerSilent(FakeCall.SID, 8000, 3));
        assertThat(call.hungUp()).isTrue();
        assertThat(call.replies().getLast()).isInstanceOf(io.agentlocator.events.Reply.HangUp.class);
    }

    @Test
    void nothingOfTheAgentsWordsCountsAsTold() {
        call.says("שלום");
        call.says("לא יודע");
        call.says("לא יודע");
        call.hangsUp();
        assertThat(call.outcomes().getFirst().answers()).isEqualTo(LeadAnswers.NONE);
        assertThat(call.outcomes().getFirst().disposition()).isEqualTo(Disposition.NO_ANSWERS);
    }

    private void readBack() {
        call.says("לקנות דירת שלושה חדרים בחולון עד שני מיליון תוך חודש");
        call.says("רונית");
        assertThat(call.says("כן")).endsWith("הכול נכון?");
    }
}

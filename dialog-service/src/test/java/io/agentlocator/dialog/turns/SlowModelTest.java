package io.agentlocator.dialog.turns;

import static io.agentlocator.dialog.turns.FakeCall.SID;
import static io.agentlocator.dialog.turns.FakeCall.STREAM;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentlocator.dialog.ModelFailure.Kind;
import io.agentlocator.dialog.lead.HistoryEntry;
import io.agentlocator.dialog.scripted.ScriptedDialog;
import io.agentlocator.events.LeadAnswers;
import io.agentlocator.events.MediaEvent;
import io.agentlocator.events.Reply;
import io.agentlocator.events.Reply.CancelReason;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the caller hears of a model that is slow or fails, to the millisecond of the test's clock. */
class SlowModelTest {

    private final FakeModel first = new FakeModel().called("first");
    private final FakeModel second = new FakeModel().called("second").says("במקומו.", "באיזו עיר?");
    private final FakeCall bare = new FakeCall();
    private final ScriptedDialog script = new ScriptedDialog(bare.phrases, bare.leads);
    private final FakeCall call = new FakeCall(TurnSettings.DEFAULTS, first, second, script).begun();

    private List<Integer> rungs() {
        var rungs = new ArrayList<Integer>();
        call.switches.forEach(one -> rungs.add(one.surest() ? 2 : 1));
        return rungs;
    }

    private long said(int index) {
        return call.log.stream()
                .filter(one -> one.event() instanceof Reply.Sentence)
                .skip(index)
                .findFirst()
                .orElseThrow()
                .atMs();
    }

    @Test
    void theCallerIsNeverLeftInSilence() {
        call.playbackOff().modelWaits().recognises("אני רוצה לקנות דירה");
        long asked = call.now();
        call.pass(775);
        assertThat(call.sentences()).isEmpty();
        call.pass(25);
        assertThat(call.sentences())
                .singleElement()
                .satisfies(line -> assertThat(call.phrases.isFiller(line)).isTrue());
        assertThat(said(0) - asked).isEqualTo(800);
        call.pass(1_675);
        assertThat(call.switches).isEmpty();
        call.pass(25);
        assertThat(call.switches).singleElement().satisfies(one -> {
            assertThat(one.cause()).isEqualTo(Kind.TOO_SLOW);
            assertThat(one.surest()).isFalse();
        });
        call.pass(700);
        assertThat(call.sentences()).as("a second filler").hasSize(2).doesNotHaveDuplicates();
        call.pass(1_300);
        assertThat(call.now() - asked).isEqualTo(4_500);
        assertThat(call.switches).hasSize(2);
        assertThat(call.switches.getLast().surest())
                .as("no time for another slow model")
                .isTrue();
        call.pass(1_475);
        assertThat(call.replies()).noneMatch(Reply.Completed.class::isInstance);
        call.pass(25);
        assertThat(said(2) - asked).isEqualTo(6_000);
        assertThat(call.sentences().subList(2, 4)).containsExactly("סליחה, הייתה תקלה קטנה.", "אפשר להמשיך?");
        assertThat(call.replies().getLast()).isEqualTo(new Reply.Completed(SID, 1, 4));
        assertThat(call.composed()).singleElement().satisfies(cost -> {
            assertThat(cost.engine()).isEqualTo("fixed");
            assertThat(cost.tookMs()).isEqualTo(6_000);
        });
    }

    @Test
    void theSecondModelTakesTheTurnAtTwoAndAHalfSeconds() {
        call.playbackOff().modelWaits().recognises("אני רוצה לקנות דירה").pass(2_475);
        call.answersAgain().pass(25);
        assertThat(call.sentences()).endsWith("במקומו.", "באיזו עיר?");
        assertThat(call.replies()).endsWith(new Reply.Completed(SID, 1, 3));
        assertThat(call.composed())
                .singleElement()
                .isEqualTo(new Reply.Composed(SID, 1, "second", 2_500, 2_500, 50, 7));
    }

    @Test
    void afterTheSecondTheScriptTakesIt() {
        second.fails(Kind.UNREACHABLE).says();
        call.playbackOff().modelWaits().recognises("אני רוצה לקנות דירה").pass(2_475);
        call.answersAgain().pass(25);
        assertThat(call.sentences()).endsWith("באיזה אזור?");
        assertThat(call.composed().getLast().engine()).isEqualTo("scripted");
        assertThat(rungs()).containsExactly(1, 1);
    }

    @Test
    void aFailureIsNotWaitedFor() {
        first.fails(Kind.BUSY);
        call.recognises("אני רוצה לקנות דירה");
        assertThat(call.sentences()).containsExactly("במקומו.", "באיזו עיר?");
        assertThat(call.composed().getFirst().engine()).isEqualTo("second");
    }

    @Test
    void anAnswerOfToolsAloneIsAFailure() {
        first.says().fails(Kind.EMPTY);
        call.recognises("אני רוצה לקנות דירה");
        assertThat(call.sentences()).containsExactly("במקומו.", "באיזו עיר?");
    }

    @Test
    void whoBreaksOffInMidTurnIsFollowedByTheScript() {
        first.says("נהדר, רשמתי לפניי.").fails(Kind.BROKEN_OFF);
        call.recognises("אני רוצה לקנות דירה");
        assertThat(call.sentences()).containsExactly("נהדר, רשמתי לפניי.", "באיזה אזור?");
        assertThat(call.switches.getFirst().request().already()).containsExactly("נהדר, רשמתי לפניי.");
        assertThat(call.switches.getFirst().surest()).isTrue();
        assertThat(call.replies().getLast()).isEqualTo(new Reply.Completed(SID, 1, 2));
    }

    @Test
    void whoBreaksOffAfterTheQuestionHasSaidEnough() {
        first.says("מצוין.", "כל הכבוד.", "באיזה אזור?").fails(Kind.BROKEN_OFF);
        call.recognises("אני רוצה לקנות דירה");
        assertThat(call.sentences()).containsExactly("מצוין.", "כל הכבוד.", "באיזה אזור?");
        assertThat(call.switches).isEmpty();
        assertThat(call.replies().getLast()).isEqualTo(new Reply.Completed(SID, 1, 3));
    }

    @Test
    void fillersNeverComeTwiceInARow() {
        var fillers = new ArrayList<String>();
        for (int turn = 0; turn < 12; turn++) {
            call.modelWaits().recognises("אני רוצה לקנות דירה").pass(1_300);
            fillers.add(call.sentences().getLast());
            call.modelAnswers();
        }
        for (int i = 1; i < fillers.size(); i++) {
            assertThat(fillers.get(i)).isNotEqualTo(fillers.get(i - 1));
        }
        assertThat(new HashSet<>(fillers)).hasSizeGreaterThan(2);
    }

    @Test
    void aFillerAnswersNothing() {
        call.playbackOff().modelWaits().recognises("אני רוצה לקנות דירה").pass(1_250);
        call.happens(new MediaEvent.PlaybackStarted(SID, 1));
        assertThat(call.replies())
                .last()
                .isInstanceOfSatisfying(
                        Reply.Sentence.class,
                        filler -> assertThat(filler.answers()).isZero());
        call.happens(new MediaEvent.SpeechStarted(SID, STREAM, 0, true)).recognises("ברמת גן");
        assertThat(call.replies()).contains(new Reply.Cancelled(SID, 1, CancelReason.BARGE_IN));
        assertThat(call.asked.getLast().history())
                .endsWith(new HistoryEntry.Caller(1, "אני רוצה לקנות דירה"), new HistoryEntry.Caller(2, "ברמת גן"));
        assertThat(call.asked.getLast().answers()).isEqualTo(2);
    }

    @Test
    void aSoundOfListeningDuringTheFillerDoesNotLoseWhatIsBeingAnswered() {
        call.says("אני רוצה לקנות דירה");
        call.playbackOff().modelWaits().recognises("כן").pass(1_250);
        call.happens(new MediaEvent.PlaybackStarted(SID, 2));
        int asked = call.asked.size();
        call.happens(new MediaEvent.SpeechStarted(SID, STREAM, 0, true)).recognises("אהה");
        assertThat(call.replies()).endsWith(new Reply.Resumed(SID, 2));
        assertThat(call.asked).as("the model goes on").hasSize(asked);
        call.modelAnswers();
        call.playbackOn().happens(new MediaEvent.PlaybackFinished(SID, 2, 3_000));
        call.says("ברמת גן");
        assertThat(call.asked.getLast().history())
                .contains(new HistoryEntry.Caller(2, "כן"))
                .doesNotContain(new HistoryEntry.Caller(3, "אהה"));
    }

    @Test
    void aProcessThatDiesAfterTheFillerIsFollowedByAnAnswerInTheSameTurn() {
        call.playbackOff().modelWaits().recognises("אני רוצה לקנות דירה").pass(1_250);
        var heir = new FakeCall(TurnSettings.DEFAULTS, first).takeOver(List.copyOf(call.log));
        assertThat(heir.replies().getLast()).isEqualTo(new Reply.Completed(SID, 1, 3));
        assertThat(heir.asked).singleElement().satisfies(question -> {
            assertThat(question.turn()).isEqualTo(1);
            assertThat(question.answers()).isEqualTo(1);
        });
    }

    @Test
    void nothingFillsTheTimeWhileTheCallerTalks() {
        call.playbackOff().modelWaits().recognises("אני רוצה לקנות");
        call.happens(new MediaEvent.SpeechStarted(SID, STREAM, 0, false)).pass(1_500);
        assertThat(call.sentences()).isEmpty();
    }

    @Test
    void theScriptKnowsWhatTheModelHadLearnt() {
        first.says("רשמתי לופט.", "באיזה אזור?")
                .notes(new LeadAnswers(null, null, "לופט", null, null, null, null, null));
        call.recognises("אני רוצה לקנות לופט");
        first.says("רשמתי.", "כמה חדרים?")
                .notes(new LeadAnswers(null, "כוכב השחר", null, null, null, null, null, null));
        call.recognises("בכוכב השחר");
        first.says().fails(Kind.UNREACHABLE);
        second.says().fails(Kind.UNREACHABLE);
        call.recognises("שלושה חדרים");
        assertThat(call.sentences().getLast())
                .as("neither kind nor area is asked for again")
                .isEqualTo("מה התקציב, בערך?");
        assertThat(call.asked.getLast().known().propertyType()).isEqualTo("לופט");
        assertThat(call.asked.getLast().known().area()).isEqualTo("כוכב השחר");
    }

    @Test
    void theModelKnowsWhatTheScriptHadLearnt() {
        first.fails(Kind.UNREACHABLE);
        second.says().fails(Kind.UNREACHABLE);
        call.recognises("אני רוצה לקנות דירה ברמת גן");
        call.recognises("שלושה");
        first.recovers().says("מצוין.", "מה התקציב?");
        call.recognises("כן");
        var known = call.asked.getLast().known();
        assertThat(known.area()).isEqualTo("רמת גן");
        assertThat(known.rooms()).isEqualTo(3.0);
    }
}

package io.agentlocator.dialog.turns;

import static io.agentlocator.dialog.turns.FakeCall.SID;
import static io.agentlocator.dialog.turns.FakeCall.STREAM;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentlocator.dialog.LanguageModel.Ending;
import io.agentlocator.events.Call;
import io.agentlocator.events.MediaEvent;
import io.agentlocator.events.MediaEvent.StopReason;
import io.agentlocator.events.Reply;
import io.agentlocator.events.Reply.CancelReason;
import io.agentlocator.events.Transcript;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How the agent ends a call that it cannot continue. */
class CallEndingTest {

    private final FakeModel model = new FakeModel();
    private final FakeCall call = new FakeCall(TurnSettings.DEFAULTS, model).begun();
    private final Transcript.RecognitionFailed deaf = new Transcript.RecognitionFailed(SID, "no engine left", false);

    private static boolean takesMessage(FakeCall of) {
        return of.replies().stream().anyMatch(Reply.TakeMessage.class::isInstance);
    }

    @Test
    void whoCannotBeHeardAnyMoreMayLeaveAMessage() {
        call.recognises("אני רוצה לקנות דירה");
        call.happens(deaf);
        assertThat(call.replies())
                .endsWith(
                        new Reply.Sentence(SID, 2, 0, 1, "סליחה, יש לי תקלה ואני לא שומעת אתכם."),
                        new Reply.Sentence(SID, 2, 1, 1, "אפשר להשאיר הודעה עכשיו, ונחזור אליכם בהקדם."),
                        new Reply.Completed(SID, 2, 2),
                        new Reply.TakeMessage(SID, 2));
    }

    @Test
    void aFailureThatPassesIsNothingToTheCaller() {
        call.happens(new Transcript.RecognitionFailed(SID, "one utterance lost", true));
        assertThat(call.replies()).isEmpty();
    }

    @Test
    void whatWasBeingSaidIsTakenBack() {
        call.playbackOff().recognises("אני רוצה לקנות דירה");
        call.happens(new MediaEvent.PlaybackStarted(SID, 1)).happens(deaf);
        assertThat(call.replies()).contains(new Reply.Cancelled(SID, 1, CancelReason.BARGE_IN));
        assertThat(takesMessage(call)).isTrue();
    }

    @Test
    void aModelAtWorkIsNotWaitedFor() {
        call.modelWaits().recognises("אני רוצה לקנות דירה");
        call.happens(deaf);
        assertThat(call.cancelledModels).hasSize(1);
        assertThat(call.sentences()).hasSize(2);
        assertThat(takesMessage(call)).isTrue();
    }

    @Test
    void itIsToldOnce() {
        call.happens(deaf).happens(deaf).pass(5_000);
        assertThat(call.replies()).hasSize(4);
    }

    @Test
    void aGoodbyeIsNotInterruptedByIt() {
        call.playbackOff().recognises("תודה ולהתראות");
        call.happens(deaf);
        assertThat(takesMessage(call)).isFalse();
        assertThat(call.hungUp()).isTrue();
    }

    @Test
    void theCallIsConcludedWhenOurPartHasEnded() {
        call.recognises("אני רוצה לקנות דירה בחיפה");
        call.happens(deaf);
        call.happens(new MediaEvent.StreamStopped(SID, STREAM, StopReason.AGENT_HUNG_UP, 1, 1));
        call.happens(new Call.StreamEnded(SID, "in-progress", Call.Continuation.RECORD));
        assertThat(call.outcomes())
                .singleElement()
                .satisfies(outcome -> assertThat(outcome.answers().area()).isEqualTo("חיפה"));
    }

    @Test
    void whoeverTakesOverKeepsTheOrder() {
        call.playbackOff().recognises("אני רוצה לקנות דירה");
        call.happens(deaf);
        int whole = call.log.size();
        for (int cut = whole - 6; cut < whole; cut++) {
            var heir = new FakeCall(TurnSettings.DEFAULTS, model)
                    .playbackOff()
                    .takeOver(List.copyOf(call.log.subList(0, cut)));
            var events = heir.log.stream().map(FakeCall.Logged::event).toList();
            TakeoverTest.consistent(events);
            if (events.contains(deaf)) {
                assertThat(heir.replies().stream().filter(Reply.TakeMessage.class::isInstance))
                        .as("after %d of %d", cut, whole)
                        .hasSize(1);
            }
        }
    }

    @Test
    void whoCannotBeCalledBackMayLeaveAMessage() {
        var hidden = new FakeCall(TurnSettings.DEFAULTS, model).begunFrom("anonymous");
        hidden.happens(new MediaEvent.DigitPressed(SID, "0"));
        assertThat(hidden.sentences()).containsExactly("לאיזה מספר טלפון לחזור?");
        hidden.happens(new MediaEvent.DigitPressed(SID, "0"));
        assertThat(hidden.sentences()).endsWith("בשמחה, אפשר להשאיר הודעה עכשיו, ונציג שלנו יחזור אליכם.");
        assertThat(hidden.replies()).endsWith(new Reply.TakeMessage(SID, 2));
    }

    @Test
    void theModelMayAskForAPersonToo() {
        model.says("בשמחה.").ends(Ending.PERSON);
        call.recognises("יש לי עניין מסובך");
        assertThat(call.sentences()).startsWith("בשמחה.", "בשמחה, נציג שלנו יחזור אליכם בהקדם.");
        assertThat(call.hungUp()).isTrue();
        var hidden = new FakeCall(TurnSettings.DEFAULTS, model).begunFrom("anonymous");
        hidden.recognises("יש לי עניין מסובך");
        assertThat(takesMessage(hidden)).isTrue();
        var settings = TurnSettings.DEFAULTS.withTransferTo("+97231234567");
        var transferred = new FakeCall(settings, model).begun();
        transferred.recognises("יש לי עניין מסובך");
        assertThat(transferred.replies()).endsWith(new Reply.Transfer(SID, 1, "+97231234567"));
    }
}

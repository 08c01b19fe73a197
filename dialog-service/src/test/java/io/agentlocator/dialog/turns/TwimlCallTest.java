package io.agentlocator.dialog.turns;

import static io.agentlocator.dialog.turns.FakeCall.SID;
import static io.agentlocator.dialog.turns.FakeCall.STREAM;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentlocator.dialog.lead.HistoryEntry;
import io.agentlocator.events.Call;
import io.agentlocator.events.CallAlert;
import io.agentlocator.events.MediaEvent;
import io.agentlocator.events.MediaEvent.StopReason;
import io.agentlocator.events.Reply;
import io.agentlocator.events.Transcript;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A call whose turns are played as clips: the stream closes before a clip, and a new one opens after it. */
class TwimlCallTest {

    private static final TurnSettings TWIML =
            TurnSettings.DEFAULTS.with(TurnSettings.DEFAULTS.patience().withoutFiller());

    private final FakeModel model = new FakeModel();
    private final FakeCall call = new FakeCall(TWIML, model).begun().playbackOff();
    private String stream = STREAM;
    private int streams = 1;

    private void playsClip(int turn, long ms, StopReason reason) {
        call.happens(new Call.ReplyPlaying(SID, turn, ms));
        call.happens(new MediaEvent.StreamStopped(SID, stream, reason, 1, 0));
        call.happens(new Call.StreamEnded(SID, "in-progress", Call.Continuation.SUPERSEDED));
    }

    private void opens() {
        stream = "MZ" + ++streams;
        call.happens(new MediaEvent.StreamStarted(SID, stream));
    }

    @ParameterizedTest
    @EnumSource(
            value = StopReason.class,
            names = {"STOPPED_BY_TWILIO", "SOCKET_LOST"})
    void aWholeConversationFromStreamToStream(StopReason reason) {
        call.recognises("אני רוצה לקנות דירה");
        playsClip(1, 2_000, reason);
        call.pass(2_300);
        opens();
        model.says("רשמתי.", "כמה חדרים?");
        call.recognises("ברמת גן");
        playsClip(2, 2_000, reason);
        call.pass(2_300);
        opens();
        assertThat(call.replies()).noneMatch(Reply.Cancelled.class::isInstance);
        assertThat(call.sentences()).containsExactly("מצוין.", "באיזה אזור?", "רשמתי.", "כמה חדרים?");
        model.says("תודה.", "ביי?");
        call.recognises("שלושה");
        assertThat(call.asked.getLast().history())
                .containsExactly(
                        new HistoryEntry.Caller(1, "אני רוצה לקנות דירה"),
                        new HistoryEntry.Agent(1, "מצוין."),
                        new HistoryEntry.Agent(1, "באיזה אזור?"),
                        new HistoryEntry.Caller(2, "ברמת גן"),
                        new HistoryEntry.Agent(2, "רשמתי."),
                        new HistoryEntry.Agent(2, "כמה חדרים?"),
                        new HistoryEntry.Caller(3, "שלושה"));
        assertThat(call.outcomes()).isEmpty();
    }

    @Test
    void aLongClipIsNoEndOfTheConversation() {
        call.recognises("אני רוצה לקנות דירה");
        playsClip(1, 40_000, StopReason.STOPPED_BY_TWILIO);
        call.pass(60_000);
        assertThat(call.outcomes()).isEmpty();
        opens();
        call.recognises("ברמת גן");
        assertThat(call.asked).hasSize(2);
    }

    @Test
    void aCallThatNeverComesBackFromItsClipIsConcluded() {
        call.recognises("אני רוצה לקנות דירה");
        playsClip(1, 2_000, StopReason.STOPPED_BY_TWILIO);
        call.pass(31_900);
        assertThat(call.outcomes()).isEmpty();
        call.pass(200);
        assertThat(call.outcomes()).hasSize(1);
    }

    @Test
    void theOldStreamsLateStopEndsNothing() {
        call.recognises("אני רוצה לקנות דירה");
        call.happens(new Call.ReplyPlaying(SID, 1, 2_000)).pass(2_300);
        String old = stream;
        opens();
        call.happens(new MediaEvent.StreamStopped(SID, old, StopReason.STOPPED_BY_TWILIO, 1, 0));
        call.happens(new MediaEvent.StreamStopped(SID, old, StopReason.AGENT_HUNG_UP, 1, 0))
                .pass(60_000);
        assertThat(call.outcomes()).isEmpty();
        call.recognises("ברמת גן");
        assertThat(call.asked.getLast().history()).contains(new HistoryEntry.Agent(1, "באיזה אזור?"));
    }

    @Test
    void wordsOfTheOldStreamThatAreKnownLateWaitForTheNextOne() {
        call.recognises("אני רוצה לקנות דירה");
        playsClip(1, 2_000, StopReason.STOPPED_BY_TWILIO);
        call.happens(new Transcript.Final(SID, 2, "ברמת גן", 0.9, 0, 1, 1, "fake"))
                .pass(1_000);
        assertThat(call.asked).hasSize(1);
        assertThat(call.replies()).noneMatch(Reply.Cancelled.class::isInstance);
        opens();
        assertThat(call.asked).hasSize(2);
        assertThat(call.asked.getLast().history()).endsWith(new HistoryEntry.Caller(2, "ברמת גן"));
    }

    @Test
    void aGoodbyeThatWasPlayedIsNotSaidAgain() {
        call.recognises("תודה ולהתראות");
        playsClip(1, 2_000, StopReason.STOPPED_BY_TWILIO);
        call.pass(2_000);
        int replies = call.replies().size();
        opens();
        call.pass(1_000);
        assertThat(call.replies()).hasSize(replies);
        call.happens(new Call.Ended(SID, "completed", 20));
        assertThat(call.outcomes()).hasSize(1);
    }

    @Test
    void nothingFillsTheTime() {
        call.modelWaits().recognises("אני רוצה לקנות דירה").pass(2_400);
        assertThat(call.sentences()).isEmpty();
    }

    @Test
    void aSocketThatIsLostWithoutAClipIsALostLine() {
        call.recognises("אני רוצה לקנות דירה");
        playsClip(1, 2_000, StopReason.STOPPED_BY_TWILIO);
        opens();
        call.happens(new MediaEvent.StreamStopped(SID, stream, StopReason.SOCKET_LOST, 1, 1))
                .pass(1_000);
        opens();
        assertThat(call.sentences()).endsWith("סליחה, הקו נקטע לרגע.", "באיזה אזור?");
    }

    @Test
    void anOverlongCallIsWrappedUpWhenTheClipHasEnded() {
        call.recognises("אני רוצה לקנות דירה");
        playsClip(1, 2_000, StopReason.STOPPED_BY_TWILIO);
        call.happens(new CallAlert.CallOverlong(SID, 600_000));
        assertThat(call.hungUp()).isFalse();
        opens();
        assertThat(call.hungUp()).isTrue();
    }

    @Test
    void whoeverTakesOverDuringAClipWaitsForItsEnd() {
        call.recognises("אני רוצה לקנות דירה");
        playsClip(1, 2_000, StopReason.STOPPED_BY_TWILIO);
        var heir = new FakeCall(TWIML, model).playbackOff().takeOver(java.util.List.copyOf(call.log));
        int sentences = heir.sentences().size();
        heir.pass(2_000);
        assertThat(heir.sentences()).hasSize(sentences);
        heir.happens(new MediaEvent.StreamStarted(SID, "MZ2")).recognises("ברמת גן");
        assertThat(heir.asked.getLast().history()).contains(new HistoryEntry.Agent(1, "באיזה אזור?"));
    }
}

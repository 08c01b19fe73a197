package io.agentlocator.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentlocator.events.AgentAudio;
import io.agentlocator.events.Call;
import io.agentlocator.events.CallAlert;
import io.agentlocator.events.CallEvent;
import io.agentlocator.events.MediaEvent;
import io.agentlocator.events.Reply;
import io.agentlocator.gateway.PingPong.Outcome;
import io.agentlocator.gateway.PingPong.Step;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class PingPongTest {

    private static final String CALL = "CA1";

    private final PingPongTable table = new PingPongTable(100, Duration.ofMinutes(15));
    private long ms = 1_000;

    @Test
    void aClipIsToldAtOnceAndOnce() {
        said(clip(1, 2000));
        assertThat(due()).containsExactly(play(1, 2000));
        said(clip(1, 2000));
        assertThat(due()).isEmpty();
        told(1, 2000);
        said(clip(1, 2000), new Call.ReplyPlaying(CALL, 1, 2000));
        assertThat(due()).isEmpty();
    }

    @Test
    void theNextClipWaitsUntilTheOneBeforeHasBeenHeard() {
        playing(1, 2000);
        said(clip(2, 500));
        ms += 1900;
        assertThat(due()).isEmpty();
        said(new MediaEvent.StreamStarted(CALL, "MZ2"));
        assertThat(due()).containsExactly(play(2, 500));
    }

    @Test
    void aStreamThatNeverComesBackHoldsNothingUpForLong() {
        playing(1, 2000);
        said(clip(2, 500));
        ms += 2000 + PingPong.SLACK.toMillis() - 1;
        assertThat(due()).isEmpty();
        ms += 1;
        assertThat(due()).containsExactly(play(2, 500));
    }

    @Test
    void theStreamBeforeTheClipToldOfLateIsNotTheOneAfterIt() {
        playing(1, 2000);
        ms += 40;
        said(new MediaEvent.StreamStarted(CALL, "MZ1"), clip(2, 500));
        assertThat(due()).isEmpty();
    }

    @Test
    void aStreamThatStartsBeforeTwiliosAnswerIsReadCountsToo() {
        said(clip(1, 800));
        assertThat(due()).hasSize(1);
        long began = ms;
        ms += 900;
        said(new MediaEvent.StreamStarted(CALL, "MZ2"));
        ms += 100;
        table.fold(new Outcome.Told(CALL, new Clip(1, 800), nanos(began)), nanos(ms));
        said(new Reply.HangUp(CALL, 1), new AgentAudio.HangUp(CALL, 1));
        assertThat(due()).containsExactly(new Step.Leave(CALL, Script.Plain.HANG_UP));
    }

    static List<List<Object>> leavings() {
        return List.of(
                List.of(new Reply.HangUp(CALL, 2), Script.Plain.HANG_UP),
                List.of(new Reply.TakeMessage(CALL, 2), Script.Plain.TAKE_MESSAGE),
                List.of(new Reply.Transfer(CALL, 2, "+97237000001"), new Script.Transfer("+97237000001")));
    }

    @ParameterizedTest
    @MethodSource("leavings")
    void theAgentLeavesWhenItsLastClipHasBeenHeard(List<Object> leaving) {
        said((Reply) leaving.getFirst());
        playing(2, 3000);
        said(new AgentAudio.HangUp(CALL, 2));
        ms += 2900;
        assertThat(due()).isEmpty();
        said(new MediaEvent.StreamStarted(CALL, "MZ3"));
        assertThat(due()).containsExactly(new Step.Leave(CALL, (Script) leaving.getLast()));
        assertThat(due()).isEmpty();
        table.fold(new Outcome.Over(CALL), nanos(ms));
        said(clip(3, 100));
        assertThat(due()).isEmpty();
    }

    @Test
    void aGoodbyeBeforeItsClipIsToldWaitsForTheClip() {
        said(new Reply.HangUp(CALL, 1), clip(1, 1000), new AgentAudio.HangUp(CALL, 1));
        assertThat(due()).containsExactly(play(1, 1000));
        told(1, 1000);
        assertThat(due()).isEmpty();
        ms += 1000;
        said(new MediaEvent.StreamStarted(CALL, "MZ2"));
        assertThat(due()).containsExactly(new Step.Leave(CALL, Script.Plain.HANG_UP));
    }

    @Test
    void theWayToLeaveMayBeReadALittleLater() {
        said(new AgentAudio.HangUp(CALL, 1));
        assertThat(due()).isEmpty();
        said(new Reply.TakeMessage(CALL, 1));
        assertThat(due()).containsExactly(new Step.Leave(CALL, Script.Plain.TAKE_MESSAGE));
    }

    @Test
    void withoutAWayToLeaveTheCallIsHungUp() {
        said(new AgentAudio.HangUp(CALL, 1));
        ms += PingPong.WAIT_FOR_THE_WAY.toMillis();
        assertThat(due()).containsExactly(new Step.Leave(CALL, Script.Plain.HANG_UP));
    }

    @Test
    void aTurnThatIsTakenBackIsNotPlayed() {
        playing(1, 2000);
        said(clip(2, 500), new AgentAudio.TurnCut(CALL, 2), clip(3, 500));
        said(clip(4, 500), new Reply.Cancelled(CALL, 4, Reply.CancelReason.OVERTAKEN));
        ms += 6000;
        assertThat(due()).containsExactly(play(3, 500));
        told(3, 500);
        ms += 6000;
        assertThat(due()).isEmpty();
    }

    @Test
    void aGoodbyeThatIsTakenBackIsNone() {
        said(new Reply.HangUp(CALL, 1), new AgentAudio.HangUp(CALL, 1));
        said(new Reply.Cancelled(CALL, 1, Reply.CancelReason.OVERTAKEN));
        ms += 5000;
        assertThat(due()).isEmpty();
        said(new Reply.HangUp(CALL, 2), new AgentAudio.HangUp(CALL, 2), new Reply.Sentence(CALL, 3, 0, 4, "רק רגע"));
        ms += 5000;
        assertThat(due()).isEmpty();
    }

    static List<CallEvent> ends() {
        return List.of(
                new Call.Ended(CALL, "completed", 3),
                new CallAlert.Redirected(CALL, CallAlert.Trouble.NO_MEDIA),
                new Call.StreamEnded(CALL, "in-progress", Call.Continuation.RECORD),
                new Call.StreamEnded(CALL, "in-progress", Call.Continuation.HANG_UP),
                new Call.StreamEnded(CALL, "in-progress", Call.Continuation.TRANSFER),
                new Call.StreamEnded(CALL, "completed", Call.Continuation.CALLER_GONE));
    }

    @ParameterizedTest
    @MethodSource("ends")
    void aCallThatIsNoLongerTheAgentsIsLeftAlone(CallEvent end) {
        said(clip(1, 1000), end, clip(2, 1000), new AgentAudio.HangUp(CALL, 2));
        ms += 60_000;
        assertThat(due()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Call.Continuation.class,
            names = {"SUPERSEDED", "RECONNECT"})
    void aStreamThatAnotherFollowsIsNoEnd(Call.Continuation continuation) {
        playing(1, 500);
        said(new Call.StreamEnded(CALL, "in-progress", continuation), clip(2, 500));
        ms += 5000;
        assertThat(due()).containsExactly(play(2, 500));
    }

    @Test
    void whatTwilioDidNotTakeIsNotTriedForever() {
        said(clip(1, 500));
        assertThat(due()).hasSize(1);
        table.fold(new Outcome.Failed(CALL), nanos(ms));
        assertThat(due()).isEmpty();
        said(clip(2, 500));
        assertThat(due()).containsExactly(play(2, 500));
    }

    @Test
    void whoTakesACallOverTellsWhatIsOutstandingAndNothingElse() {
        table.fold(0, clip(1, 2000), nanos(ms));
        table.fold(0, new Call.ReplyPlaying(CALL, 1, 2000), nanos(ms + 100));
        table.fold(0, new MediaEvent.StreamStarted(CALL, "MZ2"), nanos(ms + 2300));
        table.fold(0, clip(2, 700), nanos(ms + 5000));
        ms += 6000;
        assertThat(due()).containsExactly(play(2, 700));
        table.forget(0);
        table.fold(new Outcome.Told(CALL, new Clip(2, 700), nanos(ms)), nanos(ms));
        assertThat(table.size()).isZero();
    }

    @Test
    void theTableIsBoundedInNumberAndTime() {
        for (int i = 0; i < 500; i++) {
            table.fold(0, new AgentAudio.ReplyClip("CA" + i, 1, 100, new byte[1]), nanos(ms));
        }
        assertThat(table.size()).isEqualTo(100);
        ms += Duration.ofMinutes(16).toMillis();
        table.due(nanos(ms));
        ms += Duration.ofMinutes(16).toMillis();
        table.due(nanos(ms));
        assertThat(table.size()).isZero();
    }

    @Test
    void clipsThatNobodyToldOfDoNotGrowWithoutBound() {
        playing(1, 3_600_000);
        for (int turn = 2; turn < 1000; turn++) {
            said(clip(turn, 10));
        }
        ms += 4_000_000;
        assertThat(due()).containsExactly(play(992, 10));
    }

    private void playing(int turn, long durationMs) {
        said(clip(turn, durationMs));
        assertThat(due()).containsExactly(play(turn, durationMs));
        told(turn, durationMs);
    }

    private void told(int turn, long durationMs) {
        table.fold(new Outcome.Told(CALL, new Clip(turn, durationMs), nanos(ms)), nanos(ms));
    }

    private void said(CallEvent... events) {
        for (CallEvent event : events) {
            table.fold(0, event, nanos(ms));
        }
    }

    private List<Step> due() {
        return table.due(nanos(ms));
    }

    private static Step play(int turn, long durationMs) {
        return new Step.Play(CALL, new Clip(turn, durationMs));
    }

    private static AgentAudio.ReplyClip clip(int turn, long durationMs) {
        return new AgentAudio.ReplyClip(CALL, turn, (int) durationMs, new byte[] {1});
    }

    private static long nanos(long ms) {
        return TimeUnit.MILLISECONDS.toNanos(ms);
    }
}

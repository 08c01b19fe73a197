package io.agentlocator.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentlocator.events.AgentAudio;
import io.agentlocator.events.Call;
import io.agentlocator.events.CallAlert;
import io.agentlocator.events.CallEvent;
import io.agentlocator.events.MediaEvent;
import io.agentlocator.events.Reply;
import io.agentlocator.gateway.TwimlPlayback.Outcome;
import io.agentlocator.gateway.TwimlPlayback.Step;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class TwimlPlaybackTest {

    private static final String CALL = "CA1";

    private final TwimlPlaybacks playbacks = new TwimlPlaybacks(100, Duration.ofMinutes(15));
    private long ms = 1_000;

    @Test
    void aClipIsPlayedAtOnceAndOnce() {
        events(clip(1, 2000));
        assertThat(due()).containsExactly(play(1, 2000));
        events(clip(1, 2000));
        assertThat(due()).isEmpty();
        updated(1, 2000);
        events(clip(1, 2000), new Call.ReplyPlaying(CALL, 1, 2000));
        assertThat(due()).isEmpty();
    }

    @Test
    void theNextClipWaitsUntilTheOneBeforeHasBeenHeard() {
        playing(1, 2000);
        events(clip(2, 500));
        ms += 1900;
        assertThat(due()).isEmpty();
        events(new MediaEvent.StreamStarted(CALL, "MZ2"));
        assertThat(due()).containsExactly(play(2, 500));
    }

    @Test
    void aStreamThatNeverComesBackHoldsNothingUpForLong() {
        playing(1, 2000);
        events(clip(2, 500));
        ms += 2000 + TwimlPlayback.SLACK.toMillis() - 1;
        assertThat(due()).isEmpty();
        ms += 1;
        assertThat(due()).containsExactly(play(2, 500));
    }

    @Test
    void theStreamBeforeTheClipReportedLateIsNotTheOneAfterIt() {
        playing(1, 2000);
        ms += 40;
        events(new MediaEvent.StreamStarted(CALL, "MZ1"), clip(2, 500));
        assertThat(due()).isEmpty();
    }

    @Test
    void aStreamThatStartsBeforeTwiliosAnswerIsReadCountsToo() {
        events(clip(1, 800));
        assertThat(due()).hasSize(1);
        long began = ms;
        ms += 900;
        events(new MediaEvent.StreamStarted(CALL, "MZ2"));
        ms += 100;
        playbacks.fold(new Outcome.Playing(CALL, new Clip(1, 800), nanos(began)), nanos(ms));
        events(new Reply.HangUp(CALL, 1), new AgentAudio.HangUp(CALL, 1));
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
    void theAgentLeavesWhenItsLastClipHasBeenHeard(List<Object> exit) {
        events((Reply) exit.getFirst());
        playing(2, 3000);
        events(new AgentAudio.HangUp(CALL, 2));
        ms += 2900;
        assertThat(due()).isEmpty();
        events(new MediaEvent.StreamStarted(CALL, "MZ3"));
        assertThat(due()).containsExactly(new Step.Leave(CALL, (Script) exit.getLast()));
        assertThat(due()).isEmpty();
        playbacks.fold(new Outcome.Over(CALL), nanos(ms));
        events(clip(3, 100));
        assertThat(due()).isEmpty();
    }

    @Test
    void aGoodbyeBeforeItsClipWaitsForTheClip() {
        events(new Reply.HangUp(CALL, 1), clip(1, 1000), new AgentAudio.HangUp(CALL, 1));
        assertThat(due()).containsExactly(play(1, 1000));
        updated(1, 1000);
        assertThat(due()).isEmpty();
        ms += 1000;
        events(new MediaEvent.StreamStarted(CALL, "MZ2"));
        assertThat(due()).containsExactly(new Step.Leave(CALL, Script.Plain.HANG_UP));
    }

    @Test
    void theExitMayBeReadALittleLater() {
        events(new AgentAudio.HangUp(CALL, 1));
        assertThat(due()).isEmpty();
        events(new Reply.TakeMessage(CALL, 1));
        assertThat(due()).containsExactly(new Step.Leave(CALL, Script.Plain.TAKE_MESSAGE));
    }

    @Test
    void withoutAnExitTheCallIsHungUp() {
        events(new AgentAudio.HangUp(CALL, 1));
        ms += TwimlPlayback.WAIT_FOR_EXIT.toMillis();
        assertThat(due()).containsExactly(new Step.Leave(CALL, Script.Plain.HANG_UP));
    }

    @Test
    void aTurnThatIsTakenBackIsNotPlayed() {
        playing(1, 2000);
        events(clip(2, 500), new AgentAudio.TurnCut(CALL, 2), clip(3, 500));
        events(clip(4, 500), new Reply.Cancelled(CALL, 4, Reply.CancelReason.OVERTAKEN));
        ms += 6000;
        assertThat(due()).containsExactly(play(3, 500));
        updated(3, 500);
        ms += 6000;
        assertThat(due()).isEmpty();
    }

    @Test
    void aGoodbyeThatIsTakenBackIsNone() {
        events(new Reply.HangUp(CALL, 1), new AgentAudio.HangUp(CALL, 1));
        events(new Reply.Cancelled(CALL, 1, Reply.CancelReason.OVERTAKEN));
        ms += 5000;
        assertThat(due()).isEmpty();
        events(new Reply.HangUp(CALL, 2), new AgentAudio.HangUp(CALL, 2), new Reply.Sentence(CALL, 3, 0, 4, "רק רגע"));
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
        events(clip(1, 1000), end, clip(2, 1000), new AgentAudio.HangUp(CALL, 2));
        ms += 60_000;
        assertThat(due()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Call.Continuation.class,
            names = {"SUPERSEDED", "RECONNECT"})
    void aStreamThatAnotherFollowsIsNoEnd(Call.Continuation continuation) {
        playing(1, 500);
        events(new Call.StreamEnded(CALL, "in-progress", continuation), clip(2, 500));
        ms += 5000;
        assertThat(due()).containsExactly(play(2, 500));
    }

    @Test
    void whatTwilioDidNotTakeIsNotTriedForever() {
        events(clip(1, 500));
        assertThat(due()).hasSize(1);
        playbacks.fold(new Outcome.Failed(CALL), nanos(ms));
        assertThat(due()).isEmpty();
        events(clip(2, 500));
        assertThat(due()).containsExactly(play(2, 500));
    }

    @Test
    void whoTakesACallOverTellsWhatIsOutstandingAndNothingElse() {
        playbacks.fold(0, clip(1, 2000), nanos(ms));
        playbacks.fold(0, new Call.ReplyPlaying(CALL, 1, 2000), nanos(ms + 100));
        playbacks.fold(0, new MediaEvent.StreamStarted(CALL, "MZ2"), nanos(ms + 2300));
        playbacks.fold(0, clip(2, 700), nanos(ms + 5000));
        ms += 6000;
        assertThat(due()).containsExactly(play(2, 700));
        playbacks.forget(0);
        playbacks.fold(new Outcome.Playing(CALL, new Clip(2, 700), nanos(ms)), nanos(ms));
        assertThat(playbacks.size()).isZero();
    }

    @Test
    void theTableIsBoundedInNumberAndTime() {
        for (int i = 0; i < 500; i++) {
            playbacks.fold(0, new AgentAudio.ReplyClip("CA" + i, 1, 100, new byte[1]), nanos(ms));
        }
        assertThat(playbacks.size()).isEqualTo(100);
        ms += Duration.ofMinutes(16).toMillis();
        playbacks.due(nanos(ms));
        ms += Duration.ofMinutes(16).toMillis();
        playbacks.due(nanos(ms));
        assertThat(playbacks.size()).isZero();
    }

    @Test
    void clipsThatNobodyToldOfDoNotGrowWithoutBound() {
        playing(1, 3_600_000);
        for (int turn = 2; turn < 1000; turn++) {
            events(clip(turn, 10));
        }
        ms += 4_000_000;
        assertThat(due()).containsExactly(play(992, 10));
    }

    private void playing(int turn, long durationMs) {
        events(clip(turn, durationMs));
        assertThat(due()).containsExactly(play(turn, durationMs));
        updated(turn, durationMs);
    }

    private void updated(int turn, long durationMs) {
        playbacks.fold(new Outcome.Playing(CALL, new Clip(turn, durationMs), nanos(ms)), nanos(ms));
    }

    private void events(CallEvent... events) {
        for (CallEvent event : events) {
            playbacks.fold(0, event, nanos(ms));
        }
    }

    private List<Step> due() {
        return playbacks.due(nanos(ms));
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

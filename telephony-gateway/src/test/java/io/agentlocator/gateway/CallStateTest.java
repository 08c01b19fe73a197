package io.agentlocator.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.agentlocator.events.AgentAudio;
import io.agentlocator.events.Call;
import io.agentlocator.events.Call.Continuation;
import io.agentlocator.events.CallAlert;
import io.agentlocator.events.CallEvent;
import io.agentlocator.events.MediaEvent;
import io.agentlocator.events.Reply;
import io.agentlocator.events.Reply.CancelReason;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CallStateTest {

    private static final String CALL = "CA1";
    private static final Call.Received RECEIVED =
            new Call.Received(CALL, "+972525381648", "+97237000000", Call.Direction.INBOUND, 5810);
    private static final Reply.HangUp GOODBYE = new Reply.HangUp(CALL, 4);
    private static final CallAlert.Redirected REDIRECTED = new CallAlert.Redirected(CALL, CallAlert.Trouble.NO_MEDIA);
    private static final Call.StreamEnded ASKED = new Call.StreamEnded(CALL, "in-progress", Continuation.RECORD);
    private static final MediaEvent.StreamStopped HANDED_BACK =
            new MediaEvent.StreamStopped(CALL, "MZ1", MediaEvent.StopReason.DRAINED, 500, 200);
    private static final Call.StreamEnded RECONNECTED =
            new Call.StreamEnded(CALL, "in-progress", Continuation.RECONNECT);
    private static final Call.Ended ENDED = new Call.Ended(CALL, "completed", 12);

    /** The events before; the status in the webhook stream_ended; how the call goes on; what the caller hears. */
    static Stream<Arguments> streamEnds() {
        return Stream.of(
                arguments(List.of(), "in-progress", Continuation.RECORD, Script.Plain.ASK_FOR_MESSAGE),
                arguments(List.of(RECEIVED), "in-progress", Continuation.RECORD, Script.Plain.ASK_FOR_MESSAGE),
                arguments(List.of(RECEIVED), "", Continuation.RECORD, Script.Plain.ASK_FOR_MESSAGE),
                arguments(List.of(RECEIVED), "something-new", Continuation.RECORD, Script.Plain.ASK_FOR_MESSAGE),
                arguments(List.of(RECEIVED), "completed", Continuation.CALLER_GONE, Script.Plain.NOTHING),
                arguments(List.of(RECEIVED), "Completed ", Continuation.CALLER_GONE, Script.Plain.NOTHING),
                arguments(List.of(RECEIVED), "canceled", Continuation.CALLER_GONE, Script.Plain.NOTHING),
                arguments(List.of(RECEIVED), "busy", Continuation.CALLER_GONE, Script.Plain.NOTHING),
                arguments(List.of(RECEIVED), "failed", Continuation.CALLER_GONE, Script.Plain.NOTHING),
                arguments(List.of(RECEIVED), "no-answer", Continuation.CALLER_GONE, Script.Plain.NOTHING),
                arguments(List.of(RECEIVED, ENDED), "in-progress", Continuation.CALLER_GONE, Script.Plain.NOTHING),
                arguments(List.of(RECEIVED, GOODBYE), "in-progress", Continuation.HANG_UP, Script.Plain.HANG_UP),
                arguments(List.of(GOODBYE), "in-progress", Continuation.HANG_UP, Script.Plain.HANG_UP),
                arguments(List.of(RECEIVED, GOODBYE), "completed", Continuation.CALLER_GONE, Script.Plain.NOTHING),
                // A goodbye that the caller cut off does not count; neither does one that the agent talked on after.
                arguments(
                        List.of(GOODBYE, new Reply.Cancelled(CALL, 4, CancelReason.BARGE_IN)),
                        "in-progress",
                        Continuation.RECORD,
                        Script.Plain.ASK_FOR_MESSAGE),
                arguments(
                        List.of(GOODBYE, new Reply.Sentence(CALL, 5, 0, 3, "רק רגע")),
                        "in-progress",
                        Continuation.RECORD,
                        Script.Plain.ASK_FOR_MESSAGE),
                arguments(
                        List.of(GOODBYE, new Reply.Sentence(CALL, 4, 1, 3, "להתראות")),
                        "in-progress",
                        Continuation.HANG_UP,
                        Script.Plain.HANG_UP),
                arguments(
                        List.of(GOODBYE, new Reply.Cancelled(CALL, 3, CancelReason.BARGE_IN)),
                        "in-progress",
                        Continuation.HANG_UP,
                        Script.Plain.HANG_UP),
                arguments(
                        List.of(GOODBYE, new Reply.Cancelled(CALL, 4, CancelReason.CALL_ENDED)),
                        "in-progress",
                        Continuation.HANG_UP,
                        Script.Plain.HANG_UP),
                arguments(
                        List.of(RECEIVED, new Reply.Transfer(CALL, 4, "+97237000001")),
                        "in-progress",
                        Continuation.TRANSFER,
                        new Script.Transfer("+97237000001")),
                arguments(
                        List.of(
                                new Reply.Transfer(CALL, 4, "+97237000001"),
                                new Reply.Cancelled(CALL, 4, CancelReason.BARGE_IN)),
                        "in-progress",
                        Continuation.RECORD,
                        Script.Plain.ASK_FOR_MESSAGE),
                arguments(
                        List.of(RECEIVED, new Reply.TakeMessage(CALL, 4)),
                        "in-progress",
                        Continuation.RECORD,
                        Script.Plain.TAKE_MESSAGE),
                arguments(
                        List.of(RECEIVED, new Reply.TakeMessage(CALL, 4), ASKED),
                        "in-progress",
                        Continuation.HANG_UP,
                        Script.Plain.THANK_AND_HANG_UP),
                arguments(List.of(RECEIVED, REDIRECTED), "in-progress", Continuation.SUPERSEDED, Script.Plain.NOTHING),
                arguments(List.of(GOODBYE, REDIRECTED), "in-progress", Continuation.SUPERSEDED, Script.Plain.NOTHING),
                arguments(
                        List.of(RECEIVED, new CallAlert.RedirectFailed(CALL, CallAlert.Trouble.NO_MEDIA, "401")),
                        "in-progress",
                        Continuation.RECORD,
                        Script.Plain.ASK_FOR_MESSAGE),
                // Opened again once for each stream that was handed back.
                arguments(
                        List.of(RECEIVED, HANDED_BACK), "in-progress", Continuation.RECONNECT, new Script.Reconnect(0)),
                arguments(
                        List.of(RECEIVED, HANDED_BACK, RECONNECTED),
                        "in-progress",
                        Continuation.RECORD,
                        Script.Plain.ASK_FOR_MESSAGE),
                arguments(
                        List.of(
                                RECEIVED,
                                HANDED_BACK,
                                RECONNECTED,
                                new MediaEvent.StreamStarted(CALL, "MZ2"),
                                new MediaEvent.StreamStopped(CALL, "MZ2", MediaEvent.StopReason.DRAINED, 9, 9)),
                        "in-progress",
                        Continuation.RECONNECT,
                        new Script.Reconnect(0)),
                arguments(
                        List.of(RECEIVED, HANDED_BACK, new MediaEvent.StreamStarted(CALL, "MZ2")),
                        "in-progress",
                        Continuation.RECORD,
                        Script.Plain.ASK_FOR_MESSAGE),
                arguments(
                        List.of(
                                RECEIVED,
                                new MediaEvent.StreamStopped(CALL, "MZ1", MediaEvent.StopReason.SOCKET_LOST, 9, 9)),
                        "in-progress",
                        Continuation.RECORD,
                        Script.Plain.ASK_FOR_MESSAGE),
                arguments(List.of(RECEIVED, HANDED_BACK), "completed", Continuation.CALLER_GONE, Script.Plain.NOTHING),
                // The agent's words were not heard to their end: a goodbye is said again; a transfer or a message comes
                // now.
                arguments(
                        List.of(GOODBYE, HANDED_BACK), "in-progress", Continuation.RECONNECT, new Script.Reconnect(0)),
                arguments(
                        List.of(new Reply.Transfer(CALL, 4, "+97237000001"), HANDED_BACK),
                        "in-progress",
                        Continuation.TRANSFER,
                        new Script.Transfer("+97237000001")),
                arguments(
                        List.of(new Reply.TakeMessage(CALL, 4), HANDED_BACK),
                        "in-progress",
                        Continuation.RECORD,
                        Script.Plain.TAKE_MESSAGE),
                // A clock that is ahead sorts the end of the old stream behind the start of the new one.
                arguments(
                        List.of(RECEIVED, new MediaEvent.StreamStarted(CALL, "MZ2"), HANDED_BACK),
                        "in-progress",
                        Continuation.RECORD,
                        Script.Plain.ASK_FOR_MESSAGE),
                arguments(
                        List.of(HANDED_BACK, REDIRECTED), "in-progress", Continuation.SUPERSEDED, Script.Plain.NOTHING),
                // The second time, the message has been asked for already.
                arguments(
                        List.of(RECEIVED, ASKED), "in-progress", Continuation.HANG_UP, Script.Plain.THANK_AND_HANG_UP),
                arguments(List.of(RECEIVED, ASKED), "completed", Continuation.CALLER_GONE, Script.Plain.NOTHING),
                arguments(
                        List.of(RECEIVED, new Call.StreamEnded(CALL, "in-progress", Continuation.HANG_UP)),
                        "in-progress",
                        Continuation.RECORD,
                        Script.Plain.ASK_FOR_MESSAGE));
    }

    @ParameterizedTest
    @MethodSource("streamEnds")
    void aStreamEnds(List<CallEvent> before, String status, Continuation continuation, Script script) {
        var decision = folded(before).decide(new Webhook.StreamLeft(CALL, CallStatus.of(status), 0));
        assertThat(decision.script()).isEqualTo(script);
        assertThat(decision.events())
                .containsExactly(
                        new Call.StreamEnded(CALL, status.strip().toLowerCase(java.util.Locale.ROOT), continuation));
    }

    /** The events before; the turn before the stream; how the call goes on; what the caller hears. */
    static Stream<Arguments> streamsBetweenClips() {
        var clip = new AgentAudio.ReplyClip(CALL, 3, 2500, new byte[1]);
        var playing = new Call.ReplyPlaying(CALL, 3, 2500);
        var again = new Script.Reply(new Clip(3, 2500));
        return Stream.of(
                arguments(List.of(RECEIVED, clip), 0, Continuation.SUPERSEDED, again),
                arguments(List.of(RECEIVED, clip), 2, Continuation.SUPERSEDED, again),
                arguments(List.of(RECEIVED, playing), 2, Continuation.SUPERSEDED, again),
                arguments(List.of(RECEIVED, clip, playing), 2, Continuation.SUPERSEDED, again),
                arguments(List.of(RECEIVED, clip, playing), 3, Continuation.RECORD, Script.Plain.ASK_FOR_MESSAGE),
                arguments(List.of(RECEIVED, playing, GOODBYE), 3, Continuation.HANG_UP, Script.Plain.HANG_UP),
                arguments(List.of(RECEIVED, playing, GOODBYE), 2, Continuation.SUPERSEDED, again),
                arguments(List.of(RECEIVED, playing, REDIRECTED), 2, Continuation.SUPERSEDED, Script.Plain.NOTHING),
                arguments(List.of(RECEIVED, playing, ENDED), 2, Continuation.CALLER_GONE, Script.Plain.NOTHING),
                arguments(List.of(RECEIVED, clip, ASKED), 2, Continuation.SUPERSEDED, Script.Plain.ASK_FOR_MESSAGE),
                arguments(List.of(RECEIVED, playing, ASKED), 3, Continuation.HANG_UP, Script.Plain.THANK_AND_HANG_UP),
                arguments(List.of(RECEIVED, playing, HANDED_BACK), 3, Continuation.RECONNECT, new Script.Reconnect(3)),
                arguments(List.of(RECEIVED, playing, HANDED_BACK), 2, Continuation.SUPERSEDED, again),
                // An older clip that is read late is not a newer one.
                arguments(
                        List.of(playing, new Call.ReplyPlaying(CALL, 1, 900)),
                        3,
                        Continuation.RECORD,
                        Script.Plain.ASK_FOR_MESSAGE));
    }

    @ParameterizedTest
    @MethodSource("streamsBetweenClips")
    void aStreamEndsBecauseAClipTookItsPlace(
            List<CallEvent> before, int afterTurn, Continuation continuation, Script script) {
        var left = new Webhook.StreamLeft(CALL, CallStatus.of("in-progress"), afterTurn);
        assertThat(folded(before).decide(left))
                .isEqualTo(new CallState.Decision(
                        script, List.of(new Call.StreamEnded(CALL, "in-progress", continuation))));
    }

    @ParameterizedTest(name = "status {0}, reached {1}: {2}")
    @CsvSource({
        "in-progress, true, HANG_UP",
        "in-progress, false, ASK_FOR_MESSAGE",
        "'', false, ASK_FOR_MESSAGE",
        "completed, true, NOTHING",
        "completed, false, NOTHING",
    })
    void aCallerWhoWasNotTransferredMayLeaveAMessage(String status, boolean reached, Script.Plain script) {
        var left = new Webhook.TransferLeft(CALL, CallStatus.of(status), reached);
        assertThat(folded(List.of(RECEIVED)).decide(left)).isEqualTo(new CallState.Decision(script, List.of()));
    }

    @Test
    void aCallIsReceivedOnceAndAnsweredEveryTime() {
        var incoming = new Webhook.Incoming(CALL, RECEIVED.from(), RECEIVED.to(), RECEIVED.direction(), 5810);
        assertThat(CallState.NEW.decide(incoming))
                .isEqualTo(new CallState.Decision(Script.Plain.ANSWER, List.of(RECEIVED)));
        assertThat(folded(List.of(RECEIVED)).decide(incoming))
                .isEqualTo(new CallState.Decision(Script.Plain.ANSWER, List.of()));
    }

    @ParameterizedTest(name = "{0} after {1}: {2}")
    @CsvSource({
        "in-progress, , call.answered",
        "in-progress, answered, ",
        "in-progress, ended, ",
        "ringing, , ",
        "queued, , ",
        "initiated, , ",
        "'', , ",
        "from-the-future, , ",
        "completed, , call.ended",
        "completed, answered, call.ended",
        "completed, ended, ",
        "busy, , call.ended",
        "no-answer, , call.ended",
        "failed, , call.ended",
        "canceled, , call.ended",
        "canceled, ended, ",
    })
    void aStatusIsPublishedOnce(String status, String before, String published) {
        CallState state = before == null
                ? CallState.NEW
                : folded(List.of(before.equals("ended") ? ENDED : new Call.Answered(CALL)));
        var decision = state.decide(new Webhook.StatusChanged(CALL, CallStatus.of(status), 12));
        List<Call> expected = published == null
                ? List.of()
                : published.equals("call.ended")
                        ? List.of(new Call.Ended(CALL, status, 12))
                        : List.of(new Call.Answered(CALL));
        assertThat(decision.events()).isEqualTo(expected);
    }

    @Test
    void aRecordingIsPublishedOnceWhicheverWebhookComesFirst() {
        var recording = new Webhook.Recording("RE1", "https://api.example.com/RE1", 7);
        var published = new Call.RecordingReceived(CALL, "RE1", "https://api.example.com/RE1", 7);
        var webhook = new Webhook.Recorded(CALL, recording);
        assertThat(folded(List.of(RECEIVED)).decide(new Webhook.RecordingReady(CALL, recording)))
                .isEqualTo(new CallState.Decision(Script.Plain.NOTHING, List.of(published)));
        assertThat(folded(List.of(RECEIVED)).decide(webhook))
                .isEqualTo(new CallState.Decision(Script.Plain.THANK_AND_HANG_UP, List.of(published)));
        assertThat(folded(List.of(RECEIVED, published)).decide(webhook))
                .isEqualTo(new CallState.Decision(Script.Plain.THANK_AND_HANG_UP, List.of()));
        assertThat(folded(List.of(published))
                        .decide(new Webhook.Recorded(CALL, new Webhook.Recording("RE2", "u", 1)))
                        .events())
                .hasSize(1);
    }

    @Test
    void anEmptyRecordingIsThankedForAndNotPublished() {
        assertThat(folded(List.of(RECEIVED)).decide(new Webhook.Recorded(CALL, null)))
                .isEqualTo(new CallState.Decision(Script.Plain.THANK_AND_HANG_UP, List.of()));
    }

    @Test
    void foldingTwiceChangesNothing() {
        var all = List.<CallEvent>of(
                RECEIVED,
                new Call.Answered(CALL),
                GOODBYE,
                ASKED,
                REDIRECTED,
                new AgentAudio.ReplyClip(CALL, 2, 900, new byte[1]),
                new Call.ReplyPlaying(CALL, 2, 900),
                new Call.RecordingReceived(CALL, "R", "u", 1),
                ENDED);
        CallState once = folded(all);
        CallState twice = once;
        for (CallEvent event : all) {
            twice = twice.after(event);
        }
        assertThat(twice).isEqualTo(once);
    }

    @Test
    void aCallCannotGrowWithoutBound() {
        CallState state = CallState.NEW;
        for (int i = 0; i < 1000; i++) {
            state = state.after(new Call.RecordingReceived(CALL, "RE" + i, "u", 1));
        }
        assertThat(state.recordings()).hasSizeLessThan(10).contains("RE999");
    }

    private static CallState folded(List<CallEvent> events) {
        CallState state = CallState.NEW;
        for (CallEvent event : events) {
            state = state.after(event);
        }
        return state;
    }
}

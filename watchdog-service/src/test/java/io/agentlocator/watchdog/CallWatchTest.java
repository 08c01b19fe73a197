package io.agentlocator.watchdog;

import static io.agentlocator.watchdog.Timeline.CALL;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentlocator.events.Call;
import io.agentlocator.events.Call.Continuation;
import io.agentlocator.events.CallEvent;
import io.agentlocator.events.MediaEvent;
import io.agentlocator.events.MediaEvent.StopReason;
import io.agentlocator.events.Reply;
import io.agentlocator.events.Topic;
import io.agentlocator.events.Transcript;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CallWatchTest {

    private static final CallEvent ENDED = new Call.Ended(CALL, "completed", 30);

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void watches(String name, Timeline call, double until, List<String> steps) {
        assertThat(call.until(until)).isEqualTo(steps);
    }

    static Stream<Arguments> watches() {
        return Stream.of(
                row(
                        "no stream: redirected 6 s after the greeting",
                        received(2.4),
                        60,
                        "8.4 redirect STREAM_NEVER_STARTED"),
                row(
                        "a greeting of 5.8 s is not the stream's fault",
                        received(5.8)
                                .at(7.5, started("MZ1"))
                                .media("MZ1", 7.5, 9)
                                .at(9.5, ENDED),
                        60),
                row("greeting 5.8 s and no stream", received(5.8), 60, "11.8 redirect STREAM_NEVER_STARTED"),
                row(
                        "stream at the last moment",
                        received(2).at(7.7, started("MZ1")).media("MZ1", 8, 10).at(10, ENDED),
                        60),
                row(
                        "stream after the redirect changes nothing",
                        received(2).at(12, started("MZ1")),
                        60,
                        "8.0 redirect STREAM_NEVER_STARTED"),
                row("caller hangs up in the greeting", received(2).at(1, ENDED), 60),
                row(
                        "ended before it was received",
                        new Timeline().at(0.5, ENDED).late(0, 1, receivedEvent(2)),
                        60),
                row(
                        "media stops",
                        open(2).media("MZ1", 3, 6),
                        12.5,
                        "10.0 caller-silent 1",
                        "12.0 media-lost MZ1",
                        "12.0 redirect NO_MEDIA"),
                row(
                        "media stops while the agent speaks",
                        open(2).at(3, playing(1)).media("MZ1", 3, 6),
                        60,
                        "12.0 media-lost MZ1",
                        "12.0 redirect NO_MEDIA"),
                row(
                        "a reply longer than 6 s",
                        open(2).at(3, playing(1)).media("MZ1", 3, 20).at(20, ENDED),
                        60),
                row(
                        "the caller hangs up, the status comes 2 s later",
                        open(2).media("MZ1", 3, 6)
                                .at(6.5, stopped("MZ1", StopReason.STOPPED_BY_TWILIO))
                                .at(8.5, ENDED),
                        60),
                row(
                        "the socket dies and the gateway records",
                        open(2).media("MZ1", 3, 6)
                                .at(6.5, stopped("MZ1", StopReason.SOCKET_LOST))
                                .at(7, streamEnded(Continuation.RECORD)),
                        60),
                row(
                        "the socket dies and nobody notices",
                        open(2).media("MZ1", 3, 6).at(6.5, stopped("MZ1", StopReason.SOCKET_LOST)),
                        60,
                        "9.5 redirect NO_MEDIA"),
                row(
                        "the agent hangs up",
                        open(2).media("MZ1", 3, 6).at(6.5, stopped("MZ1", StopReason.AGENT_HUNG_UP)),
                        60),
                row(
                        "a stream that was refused is none",
                        received(2).at(3, stopped("MZx", StopReason.REFUSED)),
                        60,
                        "8.0 redirect STREAM_NEVER_STARTED"),
                row(
                        "a refused stream does not end the true one",
                        open(2).media("MZ1", 3, 9)
                                .at(4, stopped("MZx", StopReason.REFUSED))
                                .at(9.5, ENDED),
                        60),
                row(
                        "a stream is handed back and opens elsewhere",
                        open(2).media("MZ1", 3, 6)
                                .at(6.5, stopped("MZ1", StopReason.DRAINED))
                                .at(7, streamEnded(Continuation.RECONNECT))
                                .at(7.6, started("MZ2"))
                                .media("MZ2", 8, 11)
                                .at(11.5, ENDED),
                        60),
                row(
                        "a stream is handed back and none opens in its place",
                        open(2).media("MZ1", 3, 6)
                                .at(6.5, stopped("MZ1", StopReason.DRAINED))
                                .at(7, streamEnded(Continuation.RECONNECT)),
                        60,
                        "13.0 redirect STREAM_NEVER_STARTED"),
                row(
                        "a superseded stream's late words",
                        open(2).media("MZ1", 3, 5)
                                .at(5.2, streamEnded(Continuation.SUPERSEDED))
                                .at(6, started("MZ2"))
                                .at(6.2, seen("MZ1"))
                                .at(6.4, stopped("MZ1", StopReason.STOPPED_BY_TWILIO))
                                .media("MZ2", 7, 12)
                                .at(12.5, ENDED),
                        60),
                row(
                        "the new stream is read of before the old one's end",
                        open(2).at(5, started("MZ2"))
                                .late(4.8, 6, streamEnded(Continuation.SUPERSEDED))
                                .late(4.9, 6.5, stopped("MZ1", StopReason.STOPPED_BY_TWILIO))
                                .media("MZ2", 5.5, 12)
                                .at(12.5, ENDED),
                        60),
                row(
                        "the superseding stream never comes",
                        open(2).media("MZ1", 3, 5).at(5, streamEnded(Continuation.SUPERSEDED)),
                        60,
                        "11.0 redirect STREAM_NEVER_STARTED"),
                row(
                        "silent caller, prompted three times",
                        open(2).media("MZ1", 2, 50)
                                .at(11, playing(1))
                                .at(12, played(1))
                                .at(21, playing(2))
                                .at(22, played(2))
                                .at(31, playing(3))
                                .at(31.2, new Reply.HangUp(CALL, 3))
                                .at(32, played(3))
                                .at(33, ENDED),
                        60,
                        "10.0 caller-silent 1",
                        "20.0 caller-silent 2",
                        "30.0 caller-silent 3"),
                row(
                        "words in between start the count again",
                        open(2).media("MZ1", 2, 31)
                                .at(11, playing(1))
                                .at(12, played(1))
                                .at(13, speech("MZ1"))
                                .at(14, quiet("MZ1"))
                                .at(14.5, words(1))
                                .at(15, playing(2))
                                .at(16, played(2))
                                .at(25, ENDED),
                        60,
                        "10.0 caller-silent 1",
                        "24.0 caller-silent 1"),
                row(
                        "never while the caller speaks",
                        open(2).media("MZ1", 2, 31).at(4, speech("MZ1")).at(28, ENDED),
                        60),
                row(
                        "never while the agent speaks",
                        open(2).media("MZ1", 2, 31).at(4, playing(1)).at(28, ENDED),
                        60),
                row(
                        "a cut turn: the caller has the floor, then owes it",
                        open(2).media("MZ1", 2, 31)
                                .at(3, playing(1))
                                .at(4, speech("MZ1"))
                                .at(4.5, cut(1))
                                .at(5, quiet("MZ1"))
                                .at(5.3, words(1))
                                .at(6, playing(2))
                                .at(7, played(2))
                                .at(14, ENDED),
                        60),
                row(
                        "a backchannel under a turn wants no answer",
                        open(2).media("MZ1", 2, 31)
                                .at(3, playing(1))
                                .at(4, speech("MZ1"))
                                .at(4.5, quiet("MZ1"))
                                .at(5, new Transcript.Unclear(CALL, 1, 0, 0))
                                .at(6, played(1))
                                .at(15, ENDED),
                        60,
                        "14.0 caller-silent 1"),
                row(
                        "agent does not answer",
                        open(2).media("MZ1", 2, 60)
                                .at(4, speech("MZ1"))
                                .at(5, quiet("MZ1"))
                                .at(5.4, words(1)),
                        60,
                        "13.4 agent-silent",
                        "21.4 redirect AGENT_SILENT"),
                row(
                        "agent does not answer, recogniser neither",
                        open(2).media("MZ1", 2, 60).at(4, speech("MZ1")).at(5, quiet("MZ1")),
                        60,
                        "13.0 agent-silent",
                        "21.0 redirect AGENT_SILENT"),
                row(
                        "late once, then late again",
                        open(2).media("MZ1", 2, 60)
                                .at(4, words(1))
                                .at(13, playing(1))
                                .at(14, played(1))
                                .at(16, words(2)),
                        60,
                        "12.0 agent-silent",
                        "24.0 redirect AGENT_SILENT"),
                row(
                        "late once, prompt, late again: no second in a row",
                        open(2).media("MZ1", 2, 31)
                                .at(4, words(1))
                                .at(13, playing(1))
                                .at(14, played(1))
                                .at(16, words(2))
                                .at(17, playing(2))
                                .at(18, played(2))
                                .at(20, words(3))
                                .at(29, ENDED),
                        60,
                        "12.0 agent-silent",
                        "28.0 agent-silent"),
                row(
                        "dialog is dead when the caller is silent",
                        open(2).media("MZ1", 2, 60),
                        60,
                        "10.0 caller-silent 1",
                        "18.0 agent-silent",
                        "26.0 redirect AGENT_SILENT"),
                row(
                        "goodbye was said but the line stays open",
                        open(2).media("MZ1", 2, 100)
                                .at(4, words(1))
                                .at(5, playing(1))
                                .at(5.1, new Reply.HangUp(CALL, 1))
                                .at(6, played(1))
                                .at(70, ENDED),
                        80,
                        "66.0 hang-up"),
                row(
                        "goodbye taken back by the caller's word",
                        open(2).media("MZ1", 2, 31)
                                .at(4, words(1))
                                .at(5, playing(1))
                                .at(5.1, new Reply.HangUp(CALL, 1))
                                .at(5.5, speech("MZ1"))
                                .at(5.6, new Reply.Cancelled(CALL, 1, Reply.CancelReason.BARGE_IN))
                                .at(5.7, cut(1))
                                .at(6, quiet("MZ1"))
                                .at(6.2, words(2))
                                .at(7, playing(2))
                                .at(8, played(2))
                                .at(17, ENDED),
                        60,
                        "16.0 caller-silent 1"),
                row("too long", open(2).media("MZ1", 2, 700).at(3, playing(1)), 665, "600.0 overlong", "660.0 hang-up"),
                row(
                        "a clip of 9 s, the stream before it says stop",
                        open(2).media("MZ1", 3, 5)
                                .at(4, words(1))
                                .at(4.5, sentence(1))
                                .at(5.5, clip(1, 9))
                                .at(5.6, stopped("MZ1", StopReason.STOPPED_BY_TWILIO))
                                .at(15, started("MZ2"))
                                .media("MZ2", 15, 20)
                                .at(20.5, ENDED),
                        60),
                row(
                        "a clip, the stream before it is lost and Twilio asks the old document",
                        open(2).media("MZ1", 3, 5)
                                .at(4, words(1))
                                .at(4.5, sentence(1))
                                .at(5.2, stopped("MZ1", StopReason.SOCKET_LOST))
                                .at(5.3, streamEnded(Continuation.SUPERSEDED))
                                .at(5.5, clip(1, 9))
                                .at(15, started("MZ2"))
                                .media("MZ2", 15, 20)
                                .at(20.5, ENDED),
                        60),
                row(
                        "the stream's end under a clip is consumed late, with its last words",
                        open(2).media("MZ1", 3, 5)
                                .at(4, words(1))
                                .at(4.5, sentence(1))
                                .at(5.5, clip(1, 7))
                                .at(5.7, seen("MZ1"))
                                .at(5.8, quiet("MZ1"))
                                .late(5.9, 12.7, stopped("MZ1", StopReason.STOPPED_BY_TWILIO))
                                .at(13, started("MZ2"))
                                .media("MZ2", 13, 20)
                                .at(20.5, ENDED),
                        60),
                row(
                        "two clips in a row",
                        open(2).media("MZ1", 3, 5)
                                .at(4, words(1))
                                .at(4.5, sentence(1))
                                .at(5.5, clip(1, 9))
                                .at(5.6, stopped("MZ1", StopReason.STOPPED_BY_TWILIO))
                                .at(7, sentence(2))
                                .at(8, clip(2, 9))
                                .at(18, started("MZ2"))
                                .media("MZ2", 18, 24)
                                .at(24.5, ENDED),
                        60),
                row(
                        "a clip after another, with a stream between them that stays quiet",
                        open(2).media("MZ1", 3, 5)
                                .at(4.5, sentence(1))
                                .at(5.5, clip(1, 9))
                                .at(5.6, stopped("MZ1", StopReason.STOPPED_BY_TWILIO))
                                .at(15, started("MZ2"))
                                .media("MZ2", 15, 26)
                                .at(24, sentence(2))
                                .at(26, clip(2, 8))
                                .at(26.1, stopped("MZ2", StopReason.STOPPED_BY_TWILIO))
                                .at(35, started("MZ3"))
                                .media("MZ3", 35, 40)
                                .at(40.5, ENDED),
                        60,
                        "23.0 caller-silent 1"),
                row(
                        "no stream after the clip",
                        open(2).media("MZ1", 3, 5)
                                .at(4.5, sentence(1))
                                .at(5.5, clip(1, 9))
                                .at(5.6, stopped("MZ1", StopReason.STOPPED_BY_TWILIO)),
                        60,
                        "20.5 redirect STREAM_NEVER_STARTED"),
                row(
                        "media stops on the stream after the clip",
                        open(2).media("MZ1", 3, 5)
                                .at(4.5, sentence(1))
                                .at(5.5, clip(1, 4))
                                .at(5.6, stopped("MZ1", StopReason.STOPPED_BY_TWILIO))
                                .at(10, started("MZ2")),
                        60,
                        "16.0 media-lost MZ2",
                        "16.0 redirect NO_MEDIA"),
                row(
                        "Twilio is slow to say that it took the clip",
                        open(2).media("MZ1", 3, 5)
                                .at(4.5, sentence(1))
                                .at(5.2, stopped("MZ1", StopReason.STOPPED_BY_TWILIO))
                                .at(10, clip(1, 4))
                                .at(14, started("MZ2"))
                                .media("MZ2", 14, 20)
                                .at(20.5, ENDED),
                        60),
                row(
                        "the stream ends and the clip never comes",
                        open(2).media("MZ1", 3, 5)
                                .at(4.5, sentence(1))
                                .at(5.2, stopped("MZ1", StopReason.STOPPED_BY_TWILIO)),
                        60,
                        "15.2 redirect NO_MEDIA"),
                row(
                        "the caller hangs up in a clip",
                        open(2).media("MZ1", 3, 5)
                                .at(4.5, sentence(1))
                                .at(5.5, clip(1, 20))
                                .at(5.6, stopped("MZ1", StopReason.STOPPED_BY_TWILIO))
                                .at(9, ENDED),
                        60),
                row(
                        "goodbye as a clip, and the line stays open",
                        open(2).media("MZ1", 3, 5)
                                .at(4.5, sentence(1))
                                .at(4.6, new Reply.HangUp(CALL, 1))
                                .at(5.5, clip(1, 3))
                                .at(5.6, stopped("MZ1", StopReason.STOPPED_BY_TWILIO))
                                .at(70, ENDED),
                        80,
                        "68.5 hang-up"),
                row(
                        "a message is taken after a clip",
                        open(2).media("MZ1", 3, 5)
                                .at(4.5, sentence(1))
                                .at(4.6, new Reply.TakeMessage(CALL, 1))
                                .at(5.5, clip(1, 3))
                                .at(5.6, stopped("MZ1", StopReason.STOPPED_BY_TWILIO))
                                .at(120, ENDED),
                        130),
                row(
                        "put through after a clip and a stream that opened for a moment",
                        open(2).media("MZ1", 3, 5)
                                .at(4.5, sentence(1))
                                .at(4.6, new Reply.Transfer(CALL, 1, "+97235550000"))
                                .at(5.5, clip(1, 3))
                                .at(5.6, stopped("MZ1", StopReason.STOPPED_BY_TWILIO))
                                .at(8.6, started("MZ2"))
                                .at(9, stopped("MZ2", StopReason.STOPPED_BY_TWILIO))
                                .at(120, ENDED),
                        130),
                row(
                        "a message is taken and goes on for ever",
                        open(2).media("MZ1", 3, 5)
                                .at(4.5, sentence(1))
                                .at(4.6, new Reply.TakeMessage(CALL, 1))
                                .at(5, playing(1))
                                .at(7, played(1))
                                .at(7, stopped("MZ1", StopReason.AGENT_HUNG_UP))
                                .at(7.2, streamEnded(Continuation.RECORD)),
                        665,
                        "600.0 overlong",
                        "660.0 hang-up"),
                row(
                        "put through to a person who likes to talk",
                        open(2).media("MZ1", 3, 5)
                                .at(4.5, sentence(1))
                                .at(4.6, new Reply.Transfer(CALL, 1, "+97235550000"))
                                .at(5, playing(1))
                                .at(7, played(1))
                                .at(7, stopped("MZ1", StopReason.AGENT_HUNG_UP))
                                .at(7.2, streamEnded(Continuation.TRANSFER)),
                        700),
                row(
                        "put through, and the gateway's word is lost",
                        open(2).media("MZ1", 3, 5)
                                .at(4.5, sentence(1))
                                .at(4.6, new Reply.Transfer(CALL, 1, "+97235550000"))
                                .at(5, playing(1))
                                .at(6, stopped("MZ1", StopReason.SOCKET_LOST)),
                        700),
                row(
                        "put through was promised, and nobody did it",
                        open(2).media("MZ1", 3, 40)
                                .at(4.5, sentence(1))
                                .at(4.6, new Reply.Transfer(CALL, 1, "+97235550000"))
                                .at(5, playing(1))
                                .at(7, played(1)),
                        60,
                        "23.0 redirect AGENT_SILENT"),
                row(
                        "a recording came: it has been saved",
                        received(2).at(7, new Call.RecordingReceived(CALL, "RE1", "u", 3)),
                        60));
    }

    @Test
    void aStaleFeedRedirectsNobodyAndJudgesByTheTimesOfEventsAfterwards() {
        var alive = open(2).feedStale(4, 20);
        for (int second = 3; second <= 40; second++) {
            alive.late(second, Math.max(second, 20.5), seen("MZ1"));
        }
        alive.late(10, 20.5, playing(1)).at(39, played(1)).at(41, ENDED);
        assertThat(alive.until(60)).isEmpty();

        var dead = open(2).feedStale(4, 20);
        for (int second = 3; second <= 9; second++) {
            dead.late(second, 20.5, seen("MZ1"));
        }
        assertThat(dead.until(60)).containsExactly("22.9 media-lost MZ1", "22.9 redirect NO_MEDIA");

        var neverStarted = received(2).feedStale(1, 30);
        assertThat(neverStarted.until(60)).containsExactly("32.9 redirect STREAM_NEVER_STARTED");
        var startedUnseen = received(2).feedStale(1, 30).late(3, 31, started("MZ1"));
        for (int second = 4; second <= 40; second++) {
            startedUnseen.late(second, Math.max(second, 31), seen("MZ1"));
        }
        startedUnseen.late(4, 31, playing(1)).at(41, ENDED);
        assertThat(startedUnseen.until(60)).isEmpty();
    }

    @Test
    void aClockThatIsSetForwardRedirectsNobody() {
        // The socket's host has the right time all along; this one's is set right in the middle of the call.
        var live = new Timeline().at(0, receivedEvent(2)).at(2, started("MZ1")).clockSet(5, 60);
        for (int second = 3; second <= 20; second++) {
            live.late(second + (second >= 5 ? 60 : 0), second, seen("MZ1"));
        }
        live.late(63, 5, playing(1));
        assertThat(live.until(20)).isEmpty();
    }

    /** A process that takes a call over at any moment performs the remaining steps and no others. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("watches")
    void aRestartAtAnyMomentRedirectsOnce(String name, Timeline call, double until, List<String> steps) {
        List<String> expected = reasons(steps);
        for (double cut = 0.1; cut < Math.min(until, 35); cut += 0.1) {
            call.restart(cut);
            assertThat(reasons(call.until(until + 4)))
                    .as("restart at %.1f", cut)
                    .isEqualTo(expected);
            call.forgetRestarts();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("watches")
    void topicsMayBeReadInAnyOrder(String name, Timeline call, double until, List<String> steps) {
        var random = new Random(5);
        for (int i = 0; i < 20; i++) {
            var jittered = new Timeline();
            var lags = new java.util.EnumMap<Topic, Double>(Topic.class);
            for (Timeline.Arrival arrival : call.events()) {
                double lag = lags.computeIfAbsent(Topic.of(arrival.event()), t -> random.nextInt(3) / 10.0);
                jittered.late(arrival.atMs() / 1000.0, arrival.readMs() / 1000.0 + lag, arrival.event());
            }
            assertThat(reasons(jittered.until(until + 1))).isEqualTo(reasons(steps));
        }
    }

    private static List<String> reasons(List<String> steps) {
        return steps.stream()
                .filter(step -> step.contains("redirect"))
                .map(step -> step.substring(step.indexOf(' ') + 1))
                .toList();
    }

    private static Arguments row(String name, Timeline call, double until, String... steps) {
        return Arguments.of(name, call, until, List.of(steps));
    }

    private static Timeline received(double greeting) {
        return new Timeline().at(0, receivedEvent(greeting));
    }

    private static CallEvent receivedEvent(double greeting) {
        return new Call.Received(
                CALL, "+972501234567", "+97235551234", Call.Direction.INBOUND, (long) (greeting * 1000));
    }

    private static Timeline open(double second) {
        return received(second).at(second, started("MZ1"));
    }

    private static CallEvent started(String streamSid) {
        return new MediaEvent.StreamStarted(CALL, streamSid);
    }

    private static CallEvent seen(String streamSid) {
        return new MediaEvent.MediaSeen(CALL, streamSid, 1);
    }

    private static CallEvent stopped(String streamSid, StopReason reason) {
        return new MediaEvent.StreamStopped(CALL, streamSid, reason, 1, 1);
    }

    private static CallEvent streamEnded(Continuation continuation) {
        return new Call.StreamEnded(CALL, "in-progress", continuation);
    }

    private static CallEvent speech(String streamSid) {
        return new MediaEvent.SpeechStarted(CALL, streamSid, 0, false);
    }

    private static CallEvent quiet(String streamSid) {
        return new MediaEvent.SpeechEnded(CALL, streamSid, 0);
    }

    private static CallEvent words(int utterance) {
        return new Transcript.Final(CALL, utterance, "שלום", 0.9, 0, 0, 0, "whisper");
    }

    private static CallEvent playing(int turn) {
        return new MediaEvent.PlaybackStarted(CALL, turn);
    }

    private static CallEvent played(int turn) {
        return new MediaEvent.PlaybackFinished(CALL, turn, 1000);
    }

    private static CallEvent sentence(int turn) {
        return new Reply.Sentence(CALL, turn, 0, turn, "רגע אחד.");
    }

    private static CallEvent clip(int turn, double seconds) {
        return new Call.ReplyPlaying(CALL, turn, Math.round(seconds * 1000));
    }

    private static CallEvent cut(int turn) {
        return new MediaEvent.PlaybackCut(CALL, turn, 500, 0);
    }
}

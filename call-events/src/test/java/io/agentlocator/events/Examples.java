package io.agentlocator.events;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** One example of every event, with values that are hard to encode: gershayim, mixed text directions, nulls. */
final class Examples {

    private static final String CALL = "CA0123456789abcdef0123456789abcdef";
    private static final String STREAM = "MZ0123456789abcdef0123456789abcdef";
    private static final LeadAnswers ANSWERS = new LeadAnswers(
            LeadAnswers.Intent.BUY,
            "רמת גן, רח׳ ז׳בוטינסקי 5",
            "דירה",
            3.5,
            2_800_000L,
            "תוך חודשיים",
            "דנה כהן-לוי בע״מ",
            "+972502345678");

    static final List<Event> ALL = List.of(
            new Call.Received(CALL, "+972525381648", "+97237654321", Call.Direction.INBOUND, 2400),
            new Call.Answered(CALL),
            new Call.ReplyPlaying(CALL, 2, 1400),
            new Call.StreamEnded(CALL, "in-progress", Call.Continuation.RECORD),
            new Call.RecordingReceived(CALL, "RE1", "https://api.example.com/Recordings/RE1", 12),
            new Call.Ended(CALL, "completed", 73),
            new CallerAudio.Chunk(CALL, STREAM, 12, 480, true, new byte[] {-1, 0, 127}),
            new CallerAudio.End(CALL, STREAM),
            new AgentAudio.Chunk(CALL, 2, 1, 4, new byte[] {-1, 127}),
            new AgentAudio.ReplyClip(CALL, 2, 1400, new byte[] {-1, -13, 68}),
            new AgentAudio.TurnEnded(CALL, 2),
            new AgentAudio.TurnCut(CALL, 2),
            new AgentAudio.TurnResumed(CALL, 2),
            new AgentAudio.HangUp(CALL, 2),
            new MediaEvent.StreamStarted(CALL, STREAM),
            new MediaEvent.MediaSeen(CALL, STREAM, 50),
            new MediaEvent.StreamStopped(CALL, STREAM, MediaEvent.StopReason.SOCKET_LOST, 500, 250),
            new MediaEvent.SpeechStarted(CALL, STREAM, 1200, true),
            new MediaEvent.SpeechEnded(CALL, STREAM, 2200),
            new MediaEvent.PlaybackStarted(CALL, 1),
            new MediaEvent.PlaybackFinished(CALL, 1, 3400),
            new MediaEvent.PlaybackCut(CALL, 2, 900, 1),
            new MediaEvent.DigitPressed(CALL, "#"),
            new Transcript.Interim(CALL, 1, "אני מחפש"),
            new Transcript.Final(
                    CALL, 1, "אני מחפש דירה ב-3.5 מיליון ₪, \"ממ״ד\"", 0.87, 1200, 2900, 640, "whisper-base"),
            new Transcript.Unclear(CALL, 2, 100, 400),
            new Transcript.RecognitionFailed(CALL, "UNAVAILABLE", true),
            new Transcript.Listened(CALL, "chirp_3", 61_000),
            new Transcript.TurnSpoken(CALL, 2, "he-IL-Chirp3-HD-Aoede", 31, 2_400, 180),
            new Transcript.RecordingTranscribed(CALL, "RE1", "תחזרו אליי, צ׳ק אין ב־10:30", 0.7),
            new Transcript.RecordingFailed(CALL, "RE1", "404", 5),
            new Reply.Sentence(CALL, 1, 0, 1, "באיזה אזור?"),
            new Reply.Completed(CALL, 1, 1),
            new Reply.Cancelled(CALL, 1, Reply.CancelReason.BARGE_IN),
            new Reply.Resumed(CALL, 1),
            new Reply.Transfer(CALL, 3, "+97231234567"),
            new Reply.TakeMessage(CALL, 3),
            new Reply.HangUp(CALL, 4),
            new Reply.Composed(CALL, 4, "gpt-4o-mini", 420, 980, 812, 31),
            new CallAlert.Redirected(CALL, CallAlert.Trouble.STREAM_NEVER_STARTED),
            new CallAlert.RedirectFailed(CALL, CallAlert.Trouble.NO_MEDIA, "401"),
            new CallAlert.CallerSilent(CALL, 10_000, 1),
            new CallAlert.AgentSilent(CALL, 8_000),
            new CallAlert.MediaLost(CALL, STREAM, 6_000),
            new CallAlert.CallOverlong(CALL, 600_000),
            new CallOutcome.Concluded(CALL, CallOutcome.Disposition.QUALIFIED, ANSWERS, "מחפשת דירה ברמת גן.", 5),
            new Message.Received(
                    "WA5b1c", "SM1", "+972525381648", "+97237654321", "ראיתי את הדירה ברח׳ הרצל, \"ממ״ד\"?", 1, "דנה"),
            new Message.StatusChanged("WA5b1c", "SM2", "undelivered", 63016),
            new ServiceState.Reported(
                    "watchdog-service",
                    "watchdog-service-0",
                    "0123456789abcdef0123456789abcdef01234567",
                    "2026-11-23T09:00:00Z",
                    Instant.parse("2026-11-23T10:00:00Z"),
                    Map.of("twilio_secrets", "ok"),
                    Map.of("start_timeout", "6")),
            new LogLine.Written(
                    CALL,
                    CALL,
                    "media-ingest",
                    "media-ingest-0",
                    Instant.parse("2026-11-23T10:00:01Z"),
                    "WS_START",
                    "WS_START stream_sid=MZ1 call_sid=" + CALL),
            new Lead.Saved(
                    "0c9d0a53-6a53-4f6c-9a1b-1f7f3a0f2b11",
                    "+972502345678",
                    ANSWERS,
                    "new",
                    CALL,
                    Instant.parse("2026-11-23T10:00:00Z"),
                    Instant.parse("2026-11-23T10:02:00.5Z")));

    private Examples() {}
}

package io.agentlocator.crm.postgres;

import io.agentlocator.crm.Field;
import io.agentlocator.crm.PhoneNumbers;
import io.agentlocator.events.AgentAudio;
import io.agentlocator.events.Call;
import io.agentlocator.events.Call.Direction;
import io.agentlocator.events.CallAlert;
import io.agentlocator.events.CallEvent;
import io.agentlocator.events.CallOutcome;
import io.agentlocator.events.CallerAudio;
import io.agentlocator.events.EventMeta;
import io.agentlocator.events.MediaEvent;
import io.agentlocator.events.Reply;
import io.agentlocator.events.Transcript;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What each event writes. Every statement may be repeated, and may come before or after any of another topic. */
final class CallEntries {

    private final PhoneNumbers numbers;

    CallEntries(PhoneNumbers numbers) {
        this.numbers = numbers;
    }

    /** Whether anything of this kind is kept. */
    static boolean kept(CallEvent event) {
        return switch (event) {
            case Call e -> true;
            case CallAlert e -> true;
            case CallOutcome e -> true;
            case Transcript.Interim e -> false;
            case Transcript e -> true;
            case Reply.Sentence e -> true;
            case Reply.Cancelled e -> true;
            case Reply.Composed e -> true;
            case Reply e -> false;
            case MediaEvent e -> false;
            case AgentAudio e -> false;
            case CallerAudio e -> false;
        };
    }

    void write(Sql sql, CallEvent event, EventMeta meta) throws SQLException {
        Instant at = meta.time();
        switch (event) {
            case Call call -> write(sql, call, at);
            case Transcript transcript -> write(sql, transcript, meta);
            case Reply reply -> write(sql, reply, at);
            case CallAlert alert -> write(sql, alert, meta);
            case CallOutcome.Concluded concluded -> write(sql, concluded, at);
            case MediaEvent e -> {}
            case AgentAudio e -> {}
            case CallerAudio e -> {}
        }
    }

    private void write(Sql sql, Call call, Instant at) throws SQLException {
        switch (call) {
            case Call.Received received -> {
                String caller = received.direction() == Direction.OUTBOUND ? received.to() : received.from();
                sql.update(
                        """
                        UPDATE crm.calls
                        SET from_number = ?, caller_phone = ?, to_number = ?, direction = ?, received_at = ?,
                            status = CASE WHEN status = 'unknown' THEN 'received' ELSE status END
                        WHERE call_sid = ? AND received_at IS NULL""",
                        received.from(),
                        numbers.e164(caller).orElse(null),
                        received.to(),
                        received.direction().name().toLowerCase(java.util.Locale.ROOT),
                        at,
                        received.callSid());
            }
            case Call.Answered answered -> sql.update("""
                    UPDATE crm.calls
                    SET answered_at = least(answered_at, ?),
                        status = CASE WHEN status IN ('unknown', 'received') THEN 'in-progress' ELSE status END
                    WHERE call_sid = ?""", at, answered.callSid());
            case Call.StreamEnded ended -> sql.update("""
                    UPDATE crm.calls SET continuation = ?, stream_ended_at = ?
                    WHERE call_sid = ? AND (stream_ended_at IS NULL OR stream_ended_at < ?)""", label(ended.continuation()), at, ended.callSid(), at);
            case Call.RecordingReceived recording ->
                sql.update(
                        """
                    INSERT INTO crm.recordings (recording_sid, call_sid, url, duration_seconds, received_at)
                    VALUES (?, ?, ?, ?, ?)
                    ON CONFLICT (recording_sid) DO UPDATE
                    SET url = coalesce(recordings.url, excluded.url),
                        duration_seconds = coalesce(recordings.duration_seconds, excluded.duration_seconds),
                        received_at = least(recordings.received_at, excluded.received_at)""",
                        recording.recordingSid(),
                        recording.callSid(),
                        recording.recordingUrl(),
                        recording.durationSeconds(),
                        at);
            case Call.ReplyPlaying e -> {}
            case Call.Ended ended -> sql.update("""
                    UPDATE crm.calls
                    SET status = CASE WHEN ended_at IS NULL THEN ? ELSE status END,
                        ended_at = coalesce(ended_at, ?),
                        lasted_seconds = coalesce(lasted_seconds, ?::integer)
                    WHERE call_sid = ?""", ended.status(), at, ended.lastedSeconds(), ended.callSid());
        }
    }

    private static void write(Sql sql, Transcript transcript, EventMeta meta) throws SQLException {
        Instant at = meta.time();
        switch (transcript) {
            case Transcript.Final words ->
                sql.update(
                        """
                    INSERT INTO crm.turns
                        (call_sid, speaker, number, sequence, text, confidence, engine, start_ms, end_ms, took_ms, said_at)
                    VALUES (?, 'caller', ?, 0, ?, ?, ?, ?, ?, ?, ?)
                    ON CONFLICT DO NOTHING""",
                        words.callSid(),
                        words.utterance(),
                        words.text(),
                        words.confidence(),
                        words.engine(),
                        words.startMs(),
                        words.endMs(),
                        words.tookMs(),
                        at);
            case Transcript.Unclear unclear ->
                sql.update("""
                    INSERT INTO crm.turns (call_sid, speaker, number, sequence, unclear, start_ms, end_ms, said_at)
                    VALUES (?, 'caller', ?, 0, true, ?, ?, ?)
                    ON CONFLICT DO NOTHING""", unclear.callSid(), unclear.utterance(), unclear.startMs(), unclear.endMs(), at);
            case Transcript.RecordingTranscribed recording ->
                sql.update(
                        """
                    INSERT INTO crm.recordings (recording_sid, call_sid, transcript, confidence, transcribed_at)
                    VALUES (?, ?, ?, ?, ?)
                    ON CONFLICT (recording_sid) DO UPDATE
                    SET transcript = excluded.transcript, confidence = excluded.confidence,
                        transcribed_at = excluded.transcribed_at
                    WHERE recordings.transcribed_at IS NULL OR recordings.transcribed_at < excluded.transcribed_at""",
                        recording.recordingSid(),
                        recording.callSid(),
                        recording.text(),
                        recording.confidence(),
                        at);
            case Transcript.RecordingFailed failed ->
                sql.update("""
                    INSERT INTO crm.recordings (recording_sid, call_sid, failure, attempts)
                    VALUES (?, ?, ?, ?)
                    ON CONFLICT (recording_sid) DO UPDATE
                    SET failure = excluded.failure, attempts = excluded.attempts
                    WHERE recordings.attempts IS NULL OR recordings.attempts < excluded.attempts""", failed.recordingSid(), failed.callSid(), failed.cause(), failed.attempts());
            case Transcript.Listened listened -> WorkEntries.write(sql, listened, meta);
            case Transcript.TurnSpoken spoken -> WorkEntries.write(sql, spoken);
            case Transcript.Interim e -> {}
            case Transcript.RecognitionFailed e -> {}
        }
    }

    private static void write(Sql sql, Reply reply, Instant at) throws SQLException {
        switch (reply) {
            case Reply.Sentence sentence ->
                sql.update("""
                    INSERT INTO crm.turns (call_sid, speaker, number, sequence, text, said_at)
                    VALUES (?, 'agent', ?, ?, ?, ?)
                    ON CONFLICT DO NOTHING""", sentence.callSid(), sentence.turn(), sentence.sequence(), sentence.text(), at);
            case Reply.Cancelled cancelled ->
                sql.update("""
                    UPDATE crm.turns SET cancelled = ?
                    WHERE call_sid = ? AND speaker = 'agent' AND number = ? AND cancelled IS NULL""", label(cancelled.reason()), cancelled.callSid(), cancelled.turn());
            case Reply.Completed e -> {}
            case Reply.Resumed e -> {}
            case Reply.Transfer e -> {}
            case Reply.HangUp e -> {}
            case Reply.TakeMessage e -> {}
            case Reply.Composed composed -> WorkEntries.write(sql, composed);
        }
    }

    private static void write(Sql sql, CallAlert alert, EventMeta meta) throws SQLException {
        switch (alert) {
            case CallAlert.Redirected redirected ->
                alert(sql, alert, meta, redirected.reason().name(), null);
            case CallAlert.RedirectFailed failed ->
                alert(sql, alert, meta, failed.reason().name(), failed.cause());
            case CallAlert.CallerSilent silent ->
                alert(sql, alert, meta, null, "silent_ms=" + silent.silentMs() + " prompts=" + silent.prompts());
            case CallAlert.AgentSilent silent -> alert(sql, alert, meta, null, "silent_ms=" + silent.silentMs());
            case CallAlert.MediaLost lost -> alert(sql, alert, meta, null, "silent_ms=" + lost.silentMs());
            case CallAlert.CallOverlong overlong -> alert(sql, alert, meta, null, "lasted_ms=" + overlong.lastedMs());
        }
    }

    private static void alert(
            Sql sql, CallAlert alert, EventMeta meta, @Nullable String reason, @Nullable String detail)
            throws SQLException {
        sql.update("""
                INSERT INTO crm.alerts (event_id, call_sid, type, reason, detail, happened_at)
                VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT DO NOTHING""", meta.id(), alert.callSid(), meta.type(), reason, detail, meta.time());
    }

    private static void write(Sql sql, CallOutcome.Concluded concluded, Instant at) throws SQLException {
        int written = sql.update(
                """
                UPDATE crm.calls SET disposition = ?, summary = ?, caller_turns = ?, concluded_at = ?
                WHERE call_sid = ? AND (concluded_at IS NULL OR concluded_at < ?)""",
                concluded.disposition().name(),
                concluded.summary(),
                concluded.callerTurns(),
                at,
                concluded.callSid(),
                at);
        if (written == 0) {
            return;
        }
        for (Map.Entry<Field, String> said : Field.said(concluded.answers()).entrySet()) {
            sql.update("""
                    INSERT INTO crm.call_answers (call_sid, field, value) VALUES (?, ?, ?)
                    ON CONFLICT (call_sid, field) DO UPDATE SET value = excluded.value""", concluded.callSid(), said.getKey().label(), said.getValue());
        }
    }

    private static String label(Enum<?> constant) {
        return constant.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}

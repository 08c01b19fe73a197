package io.agentlocator.crm.postgres;

import io.agentlocator.events.EventMeta;
import io.agentlocator.events.Reply;
import io.agentlocator.events.Transcript;
import java.sql.SQLException;

/** What is written of the engines' work. The first word on a half of a turn stays; repeated, nothing changes. */
final class WorkEntries {

    private WorkEntries() {}

    static void write(Sql sql, Transcript.Listened listened, EventMeta meta) throws SQLException {
        sql.update("""
                INSERT INTO crm.listened (event_id, call_sid, engine, heard_ms, told_at) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT DO NOTHING""", meta.id(), listened.callSid(), listened.engine(), listened.heardMs(), meta.time());
    }

    static void write(Sql sql, Reply.Composed composed) throws SQLException {
        sql.update(
                """
                INSERT INTO crm.agent_turns
                    (call_sid, turn, composed_by, first_words_ms, composed_ms, prompt_tokens, completion_tokens)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (call_sid, turn) DO UPDATE
                SET composed_by = excluded.composed_by, first_words_ms = excluded.first_words_ms,
                    composed_ms = excluded.composed_ms, prompt_tokens = excluded.prompt_tokens,
                    completion_tokens = excluded.completion_tokens
                WHERE agent_turns.composed_by IS NULL""",
                composed.callSid(),
                composed.turn(),
                composed.engine(),
                composed.firstWordsMs(),
                composed.tookMs(),
                composed.promptTokens(),
                composed.completionTokens());
    }

    static void write(Sql sql, Transcript.TurnSpoken spoken) throws SQLException {
        sql.update(
                """
                INSERT INTO crm.agent_turns (call_sid, turn, spoken_by, characters, sound_ms, first_sound_ms)
                VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (call_sid, turn) DO UPDATE
                SET spoken_by = excluded.spoken_by, characters = excluded.characters,
                    sound_ms = excluded.sound_ms, first_sound_ms = excluded.first_sound_ms
                WHERE agent_turns.spoken_by IS NULL""",
                spoken.callSid(),
                spoken.turn(),
                spoken.engine(),
                spoken.characters(),
                spoken.soundMs(),
                spoken.firstSoundMs());
    }
}

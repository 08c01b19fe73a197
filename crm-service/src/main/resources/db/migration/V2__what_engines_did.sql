-- What hearing, thinking and speaking took: the units by which vendors are paid, and the milliseconds that a caller waited.
ALTER TABLE turns ADD COLUMN took_ms bigint;

-- What an engine was given to hear; several a call where the stream or the engine changed.
CREATE TABLE listened (
    event_id text PRIMARY KEY,
    call_sid text        NOT NULL REFERENCES calls (call_sid) ON DELETE CASCADE,
    engine   text        NOT NULL,
    heard_ms bigint      NOT NULL,
    told_at  timestamptz NOT NULL
);
CREATE INDEX listened_by_call ON listened (call_sid);

-- One row for each turn of the agent; its two halves are told on two topics and come in any order.
CREATE TABLE agent_turns (
    call_sid          text    NOT NULL REFERENCES calls (call_sid) ON DELETE CASCADE,
    turn              integer NOT NULL,
    composed_by       text,
    first_words_ms    bigint,
    composed_ms       bigint,
    prompt_tokens     integer,
    completion_tokens integer,
    spoken_by         text,
    characters        integer,
    sound_ms          bigint,
    first_sound_ms    bigint,
    PRIMARY KEY (call_sid, turn)
);

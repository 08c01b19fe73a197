-- A person who may become a customer: one a number.
CREATE TABLE leads (
    id            uuid PRIMARY KEY,
    phone         text        NOT NULL UNIQUE,
    status        text        NOT NULL,
    status_source text        NOT NULL CHECK (status_source IN ('caller', 'person')),
    status_at     timestamptz NOT NULL,
    last_call_sid text        NOT NULL,
    last_call_at  timestamptz NOT NULL,
    created_at    timestamptz NOT NULL,
    updated_at    timestamptz NOT NULL
);

-- What is known of a lead, field by field, and who said it. What a person wrote is not overwritten by a call.
CREATE TABLE lead_answers (
    lead_id     uuid        NOT NULL REFERENCES leads (id) ON DELETE CASCADE,
    field       text        NOT NULL CHECK (field IN
                ('intent', 'area', 'property_type', 'rooms', 'budget_ils', 'timing', 'name', 'phone')),
    value       text        NOT NULL,
    source      text        NOT NULL CHECK (source IN ('caller', 'person')),
    call_sid    text,
    answered_at timestamptz NOT NULL,
    PRIMARY KEY (lead_id, field)
);

-- Only the sid is known at once: events of different topics come in any order, and the first of them makes the row.
CREATE TABLE calls (
    call_sid        text PRIMARY KEY,
    first_seen_at   timestamptz NOT NULL,
    from_number     text,
    caller_phone    text,
    to_number       text,
    direction       text,
    received_at     timestamptz,
    answered_at     timestamptz,
    ended_at        timestamptz,
    status          text        NOT NULL DEFAULT 'unknown',
    lasted_seconds  integer,
    continuation    text,
    stream_ended_at timestamptz,
    lead_id         uuid REFERENCES leads (id) ON DELETE SET NULL,
    disposition     text,
    summary         text,
    caller_turns    integer,
    concluded_at    timestamptz,
    erased_at       timestamptz
);
CREATE INDEX calls_by_time ON calls (first_seen_at DESC);
CREATE INDEX calls_by_caller ON calls (caller_phone, first_seen_at DESC);
CREATE INDEX calls_by_lead ON calls (lead_id);

-- What was said, caller and agent. number is the utterance or the agent's turn; sequence the sentence within the turn.
CREATE TABLE turns (
    call_sid    text        NOT NULL REFERENCES calls (call_sid) ON DELETE CASCADE,
    speaker     text        NOT NULL CHECK (speaker IN ('caller', 'agent')),
    number      integer     NOT NULL,
    sequence    integer     NOT NULL,
    text        text,
    unclear     boolean     NOT NULL DEFAULT false,
    confidence  double precision,
    engine      text,
    start_ms    bigint,
    end_ms      bigint,
    cancelled   text,
    said_at     timestamptz NOT NULL,
    PRIMARY KEY (call_sid, speaker, number, sequence)
);

CREATE TABLE recordings (
    recording_sid    text PRIMARY KEY,
    call_sid         text NOT NULL REFERENCES calls (call_sid) ON DELETE CASCADE,
    url              text,
    duration_seconds integer,
    received_at      timestamptz,
    transcript       text,
    confidence       double precision,
    transcribed_at   timestamptz,
    failure          text,
    attempts         integer
);
CREATE INDEX recordings_by_call ON recordings (call_sid);

-- What the watchdog saw and did.
CREATE TABLE alerts (
    event_id    text PRIMARY KEY,
    call_sid    text        NOT NULL REFERENCES calls (call_sid) ON DELETE CASCADE,
    type        text        NOT NULL,
    reason      text,
    detail      text,
    happened_at timestamptz NOT NULL
);
CREATE INDEX alerts_by_call ON alerts (call_sid);

-- What the caller said of himself in one call; kept until it is known whose call it was.
CREATE TABLE call_answers (
    call_sid text NOT NULL REFERENCES calls (call_sid) ON DELETE CASCADE,
    field    text NOT NULL,
    value    text NOT NULL,
    PRIMARY KEY (call_sid, field)
);

-- Leads whose latest state is not on the topic yet; written in the transaction that changed them.
CREATE TABLE lead_outbox (
    id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    lead_id uuid NOT NULL
);

-- For people with a SQL prompt.
CREATE VIEW lead_overview AS
SELECT l.id,
       l.phone,
       l.status,
       max(a.value) FILTER (WHERE a.field = 'name')                 AS name,
       max(a.value) FILTER (WHERE a.field = 'intent')               AS intent,
       max(a.value) FILTER (WHERE a.field = 'area')                 AS area,
       max(a.value) FILTER (WHERE a.field = 'property_type')        AS property_type,
       max(a.value) FILTER (WHERE a.field = 'rooms')::numeric       AS rooms,
       max(a.value) FILTER (WHERE a.field = 'budget_ils')::bigint   AS budget_ils,
       max(a.value) FILTER (WHERE a.field = 'timing')               AS timing,
       max(a.value) FILTER (WHERE a.field = 'phone')                AS contact_phone,
       l.last_call_sid,
       l.created_at,
       l.updated_at
FROM leads l
LEFT JOIN lead_answers a ON a.lead_id = l.id
GROUP BY l.id;

package io.agentlocator.crm.postgres;

import io.agentlocator.crm.LeadField;
import io.agentlocator.crm.PhoneNumberNormalizer;
import io.agentlocator.events.AgentAudio;
import io.agentlocator.events.Call;
import io.agentlocator.events.CallAlert;
import io.agentlocator.events.CallEvent;
import io.agentlocator.events.CallOutcome;
import io.agentlocator.events.CallerAudio;
import io.agentlocator.events.EventMeta;
import io.agentlocator.events.MediaEvent;
import io.agentlocator.events.Reply;
import io.agentlocator.events.Transcript;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What each event writes. Any event may be written again, and before or after any event of another topic, with the same
 * result. The caller holds the lock of the call's row, so a row that is not there can be inserted without a race.
 */
@ApplicationScoped
class CallWriter {

    private final TurnRepository turns;
    private final RecordingRepository recordings;
    private final AlertRepository alerts;
    private final CallAnswerRepository answers;
    private final ListenedRepository listened;
    private final AgentTurnRepository agentTurns;
    private final PhoneNumberNormalizer numbers;

    @Inject
    CallWriter(
            TurnRepository turns,
            RecordingRepository recordings,
            AlertRepository alerts,
            CallAnswerRepository answers,
            ListenedRepository listened,
            AgentTurnRepository agentTurns,
            PhoneNumberNormalizer numbers) {
        this.turns = turns;
        this.recordings = recordings;
        this.alerts = alerts;
        this.answers = answers;
        this.listened = listened;
        this.agentTurns = agentTurns;
        this.numbers = numbers;
    }

    /** Whether anything of this kind is stored. */
    static boolean stores(CallEvent event) {
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

    /** @param at the event's time, in the precision of the database */
    void write(CallEntity call, CallEvent event, EventMeta meta, Instant at) {
        switch (event) {
            case Call of -> write(call, of, at);
            case Transcript transcript -> write(transcript, meta, at);
            case Reply reply -> write(reply, at);
            case CallAlert alert -> write(alert, meta, at);
            case CallOutcome.Concluded concluded -> write(call, concluded, at);
            case MediaEvent e -> {}
            case AgentAudio e -> {}
            case CallerAudio e -> {}
        }
    }

    private void write(CallEntity call, Call event, Instant at) {
        switch (event) {
            case Call.Received received -> {
                if (call.receivedAt == null) {
                    boolean outbound = received.direction() == Call.Direction.OUTBOUND;
                    call.from = received.from();
                    call.callerPhone = numbers.e164(outbound ? received.to() : received.from())
                            .orElse(null);
                    call.to = received.to();
                    call.direction = label(received.direction());
                    call.receivedAt = at;
                    call.status = call.status.equals("unknown") ? "received" : call.status;
                }
            }
            case Call.Answered answered -> {
                call.answeredAt = earlier(call.answeredAt, at);
                boolean early = call.status.equals("unknown") || call.status.equals("received");
                call.status = early ? "in-progress" : call.status;
            }
            case Call.StreamEnded ended -> {
                if (call.streamEndedAt == null || call.streamEndedAt.isBefore(at)) {
                    call.continuation = label(ended.continuation());
                    call.streamEndedAt = at;
                }
            }
            case Call.RecordingReceived recording ->
                recording(recording.recordingSid(), recording.callSid(), row -> {
                    row.url = row.url == null ? recording.recordingUrl() : row.url;
                    row.durationSeconds =
                            row.durationSeconds == null ? recording.durationSeconds() : row.durationSeconds;
                    row.receivedAt = earlier(row.receivedAt, at);
                });
            case Call.ReplyPlaying e -> {}
            case Call.Ended ended -> {
                call.status = call.endedAt == null ? ended.status() : call.status;
                call.endedAt = call.endedAt == null ? at : call.endedAt;
                call.lastedSeconds = call.lastedSeconds == null ? ended.lastedSeconds() : call.lastedSeconds;
            }
        }
    }

    private void write(Transcript transcript, EventMeta meta, Instant at) {
        switch (transcript) {
            case Transcript.Final words ->
                turn(words.callSid(), "caller", words.utterance(), 0, at, row -> {
                    row.text = words.text();
                    row.confidence = words.confidence();
                    row.engine = words.engine();
                    row.startMs = words.startMs();
                    row.endMs = words.endMs();
                    row.tookMs = words.tookMs();
                });
            case Transcript.Unclear unclear ->
                turn(unclear.callSid(), "caller", unclear.utterance(), 0, at, row -> {
                    row.unclear = true;
                    row.startMs = unclear.startMs();
                    row.endMs = unclear.endMs();
                });
            case Transcript.RecordingTranscribed words ->
                recording(words.recordingSid(), words.callSid(), row -> {
                    if (row.transcribedAt == null || row.transcribedAt.isBefore(at)) {
                        row.transcript = words.text();
                        row.confidence = words.confidence();
                        row.transcribedAt = at;
                    }
                });
            case Transcript.RecordingFailed failed ->
                recording(failed.recordingSid(), failed.callSid(), row -> {
                    if (row.attempts == null || row.attempts < failed.attempts()) {
                        row.failure = failed.cause();
                        row.attempts = failed.attempts();
                    }
                });
            case Transcript.Listened work -> {
                if (listened.findById(meta.id()) == null) {
                    var row = new ListenedEntity();
                    row.eventId = meta.id();
                    row.callSid = work.callSid();
                    row.engine = work.engine();
                    row.heardMs = work.heardMs();
                    row.reportedAt = at;
                    listened.persist(row);
                }
            }
            case Transcript.TurnSpoken spoken ->
                agentTurn(spoken.callSid(), spoken.turn(), row -> {
                    if (row.spokenBy == null) {
                        row.spokenBy = spoken.engine();
                        row.characters = spoken.characters();
                        row.soundMs = spoken.soundMs();
                        row.firstSoundMs = spoken.firstSoundMs();
                    }
                });
            case Transcript.Interim e -> {}
            case Transcript.RecognitionFailed e -> {}
        }
    }

    private void write(Reply reply, Instant at) {
        switch (reply) {
            case Reply.Sentence sentence ->
                turn(
                        sentence.callSid(),
                        "agent",
                        sentence.turn(),
                        sentence.sequence(),
                        at,
                        row -> row.text = sentence.text());
            case Reply.Cancelled cancelled ->
                turns.update(
                        "cancelled = ?1 where callSid = ?2 and speaker = 'agent' and number = ?3 and cancelled is null",
                        label(cancelled.reason()),
                        cancelled.callSid(),
                        cancelled.turn());
            case Reply.Composed composed ->
                agentTurn(composed.callSid(), composed.turn(), row -> {
                    if (row.composedBy == null) {
                        row.composedBy = composed.engine();
                        row.firstWordsMs = composed.firstWordsMs();
                        row.composedMs = composed.tookMs();
                        row.promptTokens = composed.promptTokens();
                        row.completionTokens = composed.completionTokens();
                    }
                });
            case Reply.Completed e -> {}
            case Reply.Resumed e -> {}
            case Reply.Transfer e -> {}
            case Reply.HangUp e -> {}
            case Reply.TakeMessage e -> {}
        }
    }

    private void write(CallAlert alert, EventMeta meta, Instant at) {
        if (alerts.findById(meta.id()) != null) {
            return;
        }
        var row = new AlertEntity();
        row.eventId = meta.id();
        row.callSid = alert.callSid();
        row.type = meta.type();
        row.happenedAt = at;
        switch (alert) {
            case CallAlert.Redirected redirected ->
                row.reason = redirected.reason().name();
            case CallAlert.RedirectFailed failed -> {
                row.reason = failed.reason().name();
                row.detail = failed.cause();
            }
            case CallAlert.CallerSilent silent ->
                row.detail = "silent_ms=" + silent.silentMs() + " prompts=" + silent.prompts();
            case CallAlert.AgentSilent silent -> row.detail = "silent_ms=" + silent.silentMs();
            case CallAlert.MediaLost lost -> row.detail = "silent_ms=" + lost.silentMs();
            case CallAlert.CallOverlong overlong -> row.detail = "lasted_ms=" + overlong.lastedMs();
        }
        alerts.persist(row);
    }

    private void write(CallEntity call, CallOutcome.Concluded concluded, Instant at) {
        if (call.concludedAt == null || call.concludedAt.isBefore(at)) {
            call.disposition = concluded.disposition().name();
            call.summary = concluded.summary();
            call.callerTurns = concluded.callerTurns();
            call.concludedAt = at;
            answers.save(call.callSid, LeadField.said(concluded.answers()));
        }
    }

    /** The first event of a turn's part counts. */
    private void turn(String callSid, String speaker, int number, int sequence, Instant at, Consumer<TurnEntity> fill) {
        if (turns.findById(new TurnEntity.Key(callSid, speaker, number, sequence)) == null) {
            var row = new TurnEntity();
            row.callSid = callSid;
            row.speaker = speaker;
            row.number = number;
            row.sequence = sequence;
            row.saidAt = at;
            fill.accept(row);
            turns.persist(row);
        }
    }

    private void recording(String recordingSid, String callSid, Consumer<RecordingEntity> change) {
        RecordingEntity row = recordings.findById(recordingSid);
        if (row == null) {
            row = new RecordingEntity();
            row.recordingSid = recordingSid;
            row.callSid = callSid;
            recordings.persist(row);
        }
        change.accept(row);
    }

    private void agentTurn(String callSid, int turn, Consumer<AgentTurnEntity> change) {
        AgentTurnEntity row = agentTurns.findById(new AgentTurnEntity.Key(callSid, turn));
        if (row == null) {
            row = new AgentTurnEntity();
            row.callSid = callSid;
            row.turn = turn;
            agentTurns.persist(row);
        }
        change.accept(row);
    }

    private static Instant earlier(@Nullable Instant known, Instant at) {
        return known == null || at.isBefore(known) ? at : known;
    }

    private static String label(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

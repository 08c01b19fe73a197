package io.agentlocator.crm.postgres;

import io.agentlocator.crm.CallDetails;
import io.agentlocator.crm.EngineWork;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Reads all that is stored of a call. Runs in the transaction of its caller. */
@ApplicationScoped
class CallReader {

    private final TurnRepository turns;
    private final RecordingRepository recordings;
    private final AlertRepository alerts;
    private final ListenedRepository listened;
    private final AgentTurnRepository agentTurns;
    private final LeadRepository leads;

    @Inject
    CallReader(
            TurnRepository turns,
            RecordingRepository recordings,
            AlertRepository alerts,
            ListenedRepository listened,
            AgentTurnRepository agentTurns,
            LeadRepository leads) {
        this.turns = turns;
        this.recordings = recordings;
        this.alerts = alerts;
        this.listened = listened;
        this.agentTurns = agentTurns;
        this.leads = leads;
    }

    CallDetails details(CallEntity call) {
        return new CallDetails(
                header(call),
                call.summary,
                call.callerTurns,
                turns.list("callSid", Sort.by("saidAt").and("number").and("sequence"), call.callSid).stream()
                        .map(turn -> new CallDetails.Turn(
                                turn.speaker,
                                turn.number,
                                turn.sequence,
                                turn.text,
                                turn.unclear,
                                turn.confidence,
                                turn.engine,
                                turn.tookMs,
                                turn.cancelled,
                                turn.saidAt))
                        .toList(),
                recordings.list("callSid", Sort.by("recordingSid"), call.callSid).stream()
                        .map(recording -> new CallDetails.Recording(
                                recording.recordingSid,
                                recording.url,
                                recording.durationSeconds,
                                recording.transcript,
                                recording.failure))
                        .toList(),
                alerts.list("callSid", Sort.by("happenedAt").and("eventId"), call.callSid).stream()
                        .map(alert -> new CallDetails.Alert(alert.type, alert.reason, alert.detail, alert.happenedAt))
                        .toList(),
                work(call),
                call.leadId == null
                        ? null
                        : leads.findByIdOptional(call.leadId)
                                .map(LeadEntity::record)
                                .orElse(null));
    }

    static CallDetails.Header header(CallEntity call) {
        return new CallDetails.Header(
                call.callSid,
                call.from,
                call.to,
                call.direction,
                call.status,
                call.receivedAt,
                call.endedAt,
                call.lastedSeconds,
                call.continuation,
                call.disposition,
                call.leadId);
    }

    private EngineWork work(CallEntity call) {
        return new EngineWork(
                listened.list("callSid", Sort.by("reportedAt").and("eventId"), call.callSid).stream()
                        .map(one -> new EngineWork.Listened(one.engine, one.heardMs))
                        .toList(),
                agentTurns.list("callSid", Sort.by("turn"), call.callSid).stream()
                        .map(CallReader::agentTurn)
                        .toList());
    }

    private static EngineWork.AgentTurn agentTurn(AgentTurnEntity row) {
        return new EngineWork.AgentTurn(
                row.turn,
                row.composedBy == null
                        ? null
                        : new EngineWork.Composing(
                                row.composedBy,
                                row.firstWordsMs,
                                row.composedMs,
                                row.promptTokens,
                                row.completionTokens),
                row.spokenBy == null
                        ? null
                        : new EngineWork.Speaking(row.spokenBy, row.characters, row.soundMs, row.firstSoundMs));
    }
}

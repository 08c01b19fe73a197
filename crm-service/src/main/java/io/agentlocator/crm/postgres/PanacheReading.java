package io.agentlocator.crm.postgres;

import io.agentlocator.crm.Answer;
import io.agentlocator.crm.Books;
import io.agentlocator.crm.CallSheet;
import io.agentlocator.crm.EngineWork;
import io.agentlocator.crm.Field;
import io.agentlocator.crm.LeadFile;
import io.quarkus.panache.common.Page;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Transactional;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads the books through Panache. */
@ApplicationScoped
public class PanacheReading implements PostgresBooks.Reading {

    private final CallRepository calls;
    private final TurnRepository turns;
    private final RecordingRepository recordings;
    private final AlertRepository alerts;
    private final ListenedRepository listened;
    private final AgentTurnRepository agentTurns;
    private final LeadRepository leads;

    @Inject
    PanacheReading(
            CallRepository calls,
            TurnRepository turns,
            RecordingRepository recordings,
            AlertRepository alerts,
            ListenedRepository listened,
            AgentTurnRepository agentTurns,
            LeadRepository leads) {
        this.calls = calls;
        this.turns = turns;
        this.recordings = recordings;
        this.alerts = alerts;
        this.listened = listened;
        this.agentTurns = agentTurns;
        this.leads = leads;
    }

    @Override
    @Transactional
    public List<CallSheet.Line> calls(Optional<String> phone, int limit) {
        Sort latestFirst = Sort.descending("firstSeenAt");
        return reading(() -> phone
                .map(number -> calls.find("callerPhone", latestFirst, number))
                .orElseGet(() -> calls.findAll(latestFirst))
                .page(Page.ofSize(limit))
                .list()
                .stream()
                .map(PanacheReading::line)
                .toList());
    }

    @Override
    @Transactional
    public Optional<CallSheet> call(String callSid) {
        return reading(() -> calls.findByIdOptional(callSid).map(this::sheet));
    }

    @Override
    @Transactional
    public List<LeadFile> leads(Optional<String> phone, int limit) {
        Sort latestFirst = Sort.descending("updatedAt");
        return reading(() -> phone
                .map(number -> leads.find("phone", latestFirst, number))
                .orElseGet(() -> leads.findAll(latestFirst))
                .page(Page.ofSize(limit))
                .list()
                .stream()
                .map(PanacheReading::file)
                .toList());
    }

    @Override
    @Transactional
    public Optional<LeadFile> lead(UUID id) {
        return reading(() -> leads.findByIdOptional(id).map(PanacheReading::file));
    }

    private CallSheet sheet(CallEntity call) {
        return new CallSheet(
                line(call),
                call.summary,
                call.callerTurns,
                turns.list("callSid", Sort.by("saidAt").and("number").and("sequence"), call.callSid).stream()
                        .map(turn -> new CallSheet.Turn(
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
                        .map(recording -> new CallSheet.Recording(
                                recording.recordingSid,
                                recording.url,
                                recording.durationSeconds,
                                recording.transcript,
                                recording.failure))
                        .toList(),
                alerts.list("callSid", Sort.by("happenedAt").and("eventId"), call.callSid).stream()
                        .map(alert -> new CallSheet.Alert(alert.type, alert.reason, alert.detail, alert.happenedAt))
                        .toList(),
                work(call),
                lead(call));
    }

    private EngineWork work(CallEntity call) {
        return new EngineWork(
                listened.list("callSid", Sort.by("toldAt").and("eventId"), call.callSid).stream()
                        .map(one -> new EngineWork.Listened(one.engine, one.heardMs))
                        .toList(),
                agentTurns.list("callSid", Sort.by("turn"), call.callSid).stream()
                        .map(PanacheReading::agentTurn)
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

    private @Nullable LeadFile lead(CallEntity call) {
        return call.leadId == null
                ? null
                : leads.findByIdOptional(call.leadId).map(PanacheReading::file).orElse(null);
    }

    private static CallSheet.Line line(CallEntity call) {
        return new CallSheet.Line(
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

    private static LeadFile file(LeadEntity lead) {
        var answers = new EnumMap<Field, Answer>(Field.class);
        lead.answers.forEach(answer -> answers.put(
                Field.labelled(answer.field),
                new Answer(answer.value, LeadRows.source(answer.source), answer.answeredAt, answer.callSid)));
        return new LeadFile(
                lead.id,
                lead.phone,
                answers,
                lead.status,
                LeadRows.source(lead.statusSource),
                lead.statusAt,
                lead.lastCallSid,
                lead.lastCallAt,
                lead.createdAt,
                lead.updatedAt);
    }

    private static <T extends Object> T reading(Supplier<T> query) {
        try {
            return query.get();
        } catch (PersistenceException e) {
            throw new Books.Unavailable("the database does not answer", e);
        }
    }
}

package io.agentlocator.crm.postgres;

import io.agentlocator.crm.CallDetails;
import io.agentlocator.crm.CrmStore;
import io.agentlocator.crm.LeadRecord;
import io.agentlocator.events.Call;
import io.agentlocator.events.CallEvent;
import io.agentlocator.events.CallOutcome;
import io.agentlocator.events.EventMeta;
import io.quarkus.hibernate.orm.panache.PanacheQuery;
import io.quarkus.panache.common.Page;
import io.quarkus.panache.common.Sort;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The CRM's data in the schema {@code crm}, by Panache. */
@Singleton
class PostgresCrmStore implements CrmStore {

    private final CrmTransactions transactions;
    private final CallRepository calls;
    private final TurnRepository turns;
    private final RecordingRepository recordings;
    private final CallAnswerRepository answers;
    private final LeadRepository leads;
    private final LeadOutboxRepository outbox;
    private final CallWriter callWriter;
    private final LeadWriter leadWriter;
    private final CallReader callReader;

    @Inject
    PostgresCrmStore(
            CrmTransactions transactions,
            CallRepository calls,
            TurnRepository turns,
            RecordingRepository recordings,
            CallAnswerRepository answers,
            LeadRepository leads,
            LeadOutboxRepository outbox,
            CallWriter callWriter,
            LeadWriter leadWriter,
            CallReader callReader) {
        this.transactions = transactions;
        this.calls = calls;
        this.turns = turns;
        this.recordings = recordings;
        this.answers = answers;
        this.leads = leads;
        this.outbox = outbox;
        this.callWriter = callWriter;
        this.leadWriter = leadWriter;
        this.callReader = callReader;
    }

    @Override
    public void save(CallEvent event, EventMeta meta) {
        if (CallWriter.stores(event)) {
            transactions.run(() -> {
                write(event, meta);
                return true;
            });
        }
    }

    @Override
    public void dryRun(List<CallEvent> events, EventMeta meta) {
        transactions.dryRun(() -> events.stream().filter(CallWriter::stores).forEach(event -> write(event, meta)));
    }

    private void write(CallEvent event, EventMeta meta) {
        // PostgreSQL keeps microseconds: an event that is read again must have the time of its row.
        Instant at = meta.time().truncatedTo(ChronoUnit.MICROS);
        CallEntity call = calls.locked(event.callSid(), at);
        if (call.erasedAt != null) {
            return;
        }
        callWriter.write(call, event, meta, at);
        if (event instanceof Call.Received || event instanceof CallOutcome) {
            leadWriter.write(call);
        }
    }

    @Override
    public boolean erase(UUID id, Instant at) {
        return transactions.run(() -> {
            List<CallEntity> theirs = calls.find("leadId", id)
                    .withLock(LockModeType.PESSIMISTIC_WRITE)
                    .list();
            List<String> callSids = theirs.stream().map(call -> call.callSid).toList();
            turns.update("text = null where callSid in ?1", callSids);
            recordings.update("transcript = null, url = null where callSid in ?1", callSids);
            answers.delete("callSid in ?1", callSids);
            for (CallEntity call : theirs) {
                call.from = null;
                call.to = null;
                call.callerPhone = null;
                call.summary = null;
                call.leadId = null;
                call.erasedAt = at;
            }
            calls.flush();
            boolean known = leads.delete("id", id) == 1;
            if (known) {
                outbox.add(id);
            }
            return known;
        });
    }

    @Override
    public List<CallDetails.Header> calls(Optional<String> phone, int limit) {
        Sort latestFirst = Sort.descending("firstSeenAt");
        return transactions.run(() -> {
            PanacheQuery<CallEntity> found = phone.map(number -> calls.find("callerPhone", latestFirst, number))
                    .orElseGet(() -> calls.findAll(latestFirst));
            return found.page(Page.ofSize(limit)).stream()
                    .map(CallReader::header)
                    .toList();
        });
    }

    @Override
    public Optional<CallDetails> call(String callSid) {
        return transactions.run(() -> calls.findByIdOptional(callSid).map(callReader::details));
    }

    @Override
    public List<LeadRecord> leads(Optional<String> phone, int limit) {
        Sort latestFirst = Sort.descending("updatedAt");
        return transactions.run(() -> {
            PanacheQuery<LeadEntity> found = phone.map(number -> leads.find("phone", latestFirst, number))
                    .orElseGet(() -> leads.findAll(latestFirst));
            return found.page(Page.ofSize(limit)).stream()
                    .map(LeadEntity::record)
                    .toList();
        });
    }

    @Override
    public Optional<LeadRecord> lead(UUID id) {
        return transactions.run(() -> leads.findByIdOptional(id).map(LeadEntity::record));
    }
}

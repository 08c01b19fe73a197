package io.agentlocator.crm.postgres;

import io.agentlocator.crm.CrmStore;
import io.agentlocator.crm.LeadField;
import io.agentlocator.crm.LeadRecord;
import io.agentlocator.crm.PhoneNumberNormalizer;
import io.agentlocator.events.CallOutcome.Disposition;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Finds or creates the lead of a call, and writes what the call says about it.
 *
 * <p>The lead is looked up once, when the caller's number is known, and stays the call's lead. A number that the caller
 * gives in the conversation is a way to reach him; it decides only where he called with a withheld number. The call's row
 * is locked first and the lead's row second, so two calls of one person are written one after the other.
 */
@ApplicationScoped
class LeadWriter {

    private final LeadRepository leads;
    private final LeadOutboxRepository outbox;
    private final CallAnswerRepository answers;
    private final PhoneNumberNormalizer numbers;

    @Inject
    LeadWriter(
            LeadRepository leads,
            LeadOutboxRepository outbox,
            CallAnswerRepository answers,
            PhoneNumberNormalizer numbers) {
        this.leads = leads;
        this.outbox = outbox;
        this.answers = answers;
        this.numbers = numbers;
    }

    /** Runs in the transaction that has locked and written the call. */
    void write(CallEntity call) {
        if (call.receivedAt == null) {
            // An outcome may be read before the call that it belongs to; the caller is not known before that.
            return;
        }
        Map<LeadField, String> said = answers.of(call.callSid);
        LeadEntity lead;
        if (call.leadId != null) {
            lead = leads.locked(call.leadId).orElseThrow(LeadWriter::erased);
        } else {
            Optional<String> phone = Optional.<String>ofNullable(call.callerPhone)
                    .or(() -> Optional.ofNullable(said.get(LeadField.PHONE)).flatMap(numbers::e164));
            if (phone.isEmpty()) {
                return;
            }
            lead = found(phone.get(), call);
        }
        // After the lead's lock: the foreign key takes a weaker lock on the lead, and two calls that held it would wait
        // for
        // each other.
        call.leadId = lead.id;
        LeadRecord before = lead.record();
        LeadRecord after = before.called(call.callSid, call.receivedAt);
        if (call.concludedAt != null && call.disposition != null) {
            after = after.concluded(Disposition.valueOf(call.disposition), said, call.callSid, call.concludedAt);
        }
        if (!after.equals(before)) {
            lead.set(after);
            after.answers().forEach((field, answer) -> {
                if (!answer.equals(before.answers().get(field))) {
                    leads.upsert(lead.id, field, answer);
                }
            });
            outbox.add(lead.id);
        }
    }

    private LeadEntity found(String phone, CallEntity call) {
        LeadRecord fresh = LeadRecord.opened(UUID.randomUUID(), phone, call.callSid, call.receivedAt);
        if (leads.create(fresh)) {
            outbox.add(fresh.id());
        }
        return leads.locked(phone).orElseThrow(LeadWriter::erased);
    }

    private static CrmStore.Unavailable erased() {
        return new CrmStore.Unavailable("the lead was erased in between", new IllegalStateException());
    }
}

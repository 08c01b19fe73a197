package io.agentlocator.crm.postgres;

import io.agentlocator.crm.LeadAnswer;
import io.agentlocator.crm.LeadField;
import io.agentlocator.crm.LeadRecord;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
class LeadRepository implements PanacheRepositoryBase<LeadEntity, UUID> {

    /**
     * Creates a lead unless there is one with its number. A native query, because two calls of one number may create it at
     * the same moment, and only {@code ON CONFLICT} waits for the other transaction instead of failing.
     *
     * @return whether it was created
     */
    boolean create(LeadRecord lead) {
        return getEntityManager()
                        .createNativeQuery("""
                                INSERT INTO crm.leads (id, phone, status, status_source, status_at,
                                    last_call_sid, last_call_at, created_at, updated_at)
                                VALUES (:id, :phone, :status, :statusSource, :statusAt,
                                    :lastCallSid, :lastCallAt, :createdAt, :updatedAt)
                                ON CONFLICT (phone) DO NOTHING""")
                        .setParameter("id", lead.id())
                        .setParameter("phone", lead.phone())
                        .setParameter("status", lead.status())
                        .setParameter("statusSource", label(lead.statusSource()))
                        .setParameter("statusAt", lead.statusAt())
                        .setParameter("lastCallSid", lead.lastCallSid())
                        .setParameter("lastCallAt", lead.lastCallAt())
                        .setParameter("createdAt", lead.createdAt())
                        .setParameter("updatedAt", lead.updatedAt())
                        .executeUpdate()
                == 1;
    }

    /** Locks the row until the transaction ends, and reads it after that. */
    Optional<LeadEntity> locked(UUID id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
    }

    /** Locks the row until the transaction ends, and reads it after that. */
    Optional<LeadEntity> locked(String phone) {
        return find("phone", phone).withLock(LockModeType.PESSIMISTIC_WRITE).firstResultOptional();
    }

    /**
     * Writes an answer of a caller. A native query, because a person may write the same field with a SQL client, without
     * the lock on the lead, between our reading and our writing. The condition keeps the person's value.
     */
    void upsert(UUID leadId, LeadField field, LeadAnswer answer) {
        getEntityManager()
                .createNativeQuery("""
                        INSERT INTO crm.lead_answers (lead_id, field, value, source, call_sid, answered_at)
                        VALUES (:leadId, :field, :value, :source, :callSid, :at)
                        ON CONFLICT (lead_id, field) DO UPDATE
                        SET value = excluded.value, source = excluded.source, call_sid = excluded.call_sid,
                            answered_at = excluded.answered_at
                        WHERE lead_answers.source <> 'person'""")
                .setParameter("leadId", leadId)
                .setParameter("field", field.label())
                .setParameter("value", answer.value())
                .setParameter("source", label(answer.source()))
                .setParameter("callSid", answer.callSid())
                .setParameter("at", answer.at())
                .executeUpdate();
    }

    private static String label(LeadAnswer.Source source) {
        return source.name().toLowerCase(Locale.ROOT);
    }
}

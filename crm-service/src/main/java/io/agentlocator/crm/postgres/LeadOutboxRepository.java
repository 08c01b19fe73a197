package io.agentlocator.crm.postgres;

import io.quarkus.hibernate.orm.panache.PanacheRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

@ApplicationScoped
class LeadOutboxRepository implements PanacheRepository<LeadOutboxEntity> {

    private static final long LOCK = 0x6c656164734f7574L;

    void add(UUID leadId) {
        var row = new LeadOutboxEntity();
        row.leadId = leadId;
        persist(row);
    }

    /** Takes a lock that no other process holds, until the transaction ends. @return false where another one holds it */
    boolean lock() {
        return (Boolean) getEntityManager()
                .createNativeQuery("SELECT pg_try_advisory_xact_lock(:lock)", Boolean.class)
                .setParameter("lock", LOCK)
                .getSingleResult();
    }
}

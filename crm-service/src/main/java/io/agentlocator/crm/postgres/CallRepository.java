package io.agentlocator.crm.postgres;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

@ApplicationScoped
class CallRepository implements PanacheRepositoryBase<CallEntity, String> {

    /**
     * Creates the call's row where there is none, and locks it until the transaction ends: all rows of a call are written
     * by one transaction at a time. A native query, because events of several topics may create the row at the same
     * moment, and only {@code ON CONFLICT} waits for the other transaction instead of failing.
     */
    CallEntity locked(String callSid, Instant at) {
        getEntityManager()
                .createNativeQuery("""
                        INSERT INTO crm.calls (call_sid, first_seen_at) VALUES (:callSid, :at)
                        ON CONFLICT (call_sid) DO UPDATE
                        SET first_seen_at = least(calls.first_seen_at, excluded.first_seen_at)""")
                .setParameter("callSid", callSid)
                .setParameter("at", at)
                .executeUpdate();
        return findById(callSid);
    }
}

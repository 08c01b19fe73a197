package io.agentlocator.crm.postgres;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

@ApplicationScoped
class LeadRepository implements PanacheRepositoryBase<LeadEntity, UUID> {}

package io.agentlocator.crm.postgres;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class AgentTurnRepository implements PanacheRepositoryBase<AgentTurnEntity, AgentTurnEntity.Key> {}

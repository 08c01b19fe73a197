/** The CRM in PostgreSQL: an entity and a repository for each table, by Panache. */
@NullMarked
package io.agentlocator.crm.postgres;

import org.jspecify.annotations.NullMarked;

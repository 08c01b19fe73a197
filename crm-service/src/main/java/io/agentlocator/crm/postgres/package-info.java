/** The books in PostgreSQL. */
@NullMarked
package io.agentlocator.crm.postgres;

import org.jspecify.annotations.NullMarked;

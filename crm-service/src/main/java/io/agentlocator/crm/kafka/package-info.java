/** Consumes the topics of calls, and publishes leads. */
@NullMarked
package io.agentlocator.crm.kafka;

import org.jspecify.annotations.NullMarked;

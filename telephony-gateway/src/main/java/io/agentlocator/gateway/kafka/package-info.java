/** Consumes topics, and publishes the events of calls and messages. */
@NullMarked
package io.agentlocator.gateway.kafka;

import org.jspecify.annotations.NullMarked;

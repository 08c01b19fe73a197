/** What is told to the topics, and what is learnt from them. */
@NullMarked
package io.agentlocator.gateway.kafka;

import org.jspecify.annotations.NullMarked;

/** Reads the agent's sound, writes what came from the socket. */
@NullMarked
package io.agentlocator.media.kafka;

import org.jspecify.annotations.NullMarked;

/** The topics: the caller's sound, replies and recordings in; transcripts and the agent's sound out. */
@NullMarked
package io.agentlocator.speech.kafka;

import org.jspecify.annotations.NullMarked;

/** The topics: caller's sound and replies in, transcripts and agent's sound out. */
@NullMarked
package io.agentlocator.speech.kafka;

import org.jspecify.annotations.NullMarked;

/** A server that speaks OpenAI's chat/completions, transcriptions and speech, with the faults of real ones. */
@NullMarked
package io.agentlocator.testbed.openai;

import org.jspecify.annotations.NullMarked;

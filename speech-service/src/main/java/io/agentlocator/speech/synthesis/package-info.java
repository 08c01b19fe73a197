/** From replies to the agent's sound: the order of sentences and turns, and which voice speaks. */
@NullMarked
package io.agentlocator.speech.synthesis;

import org.jspecify.annotations.NullMarked;

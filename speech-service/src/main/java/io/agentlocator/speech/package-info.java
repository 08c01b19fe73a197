/** Sound to words and words to sound: the states, steps and rules, and the roles that speech engines play. */
@NullMarked
package io.agentlocator.speech;

import org.jspecify.annotations.NullMarked;

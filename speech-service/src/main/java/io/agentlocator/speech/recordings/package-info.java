/** From the file of a recording to its transcript. */
@NullMarked
package io.agentlocator.speech.recordings;

import org.jspecify.annotations.NullMarked;

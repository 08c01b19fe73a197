/** Voice activity with Silero VAD, run in the JVM. */
@NullMarked
package io.agentlocator.speechmodels.silero;

import org.jspecify.annotations.NullMarked;

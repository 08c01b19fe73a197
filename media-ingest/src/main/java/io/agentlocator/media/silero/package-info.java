/** Voice activity by the Silero model. */
@NullMarked
package io.agentlocator.media.silero;

import org.jspecify.annotations.NullMarked;

/** Wiring, settings, health and metrics. */
@NullMarked
package io.agentlocator.media.app;

import org.jspecify.annotations.NullMarked;

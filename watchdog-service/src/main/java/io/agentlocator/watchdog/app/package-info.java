/** Wiring, settings, health. */
@NullMarked
package io.agentlocator.watchdog.app;

import org.jspecify.annotations.NullMarked;

/** Wires the service: settings, engines, the start, health. */
@NullMarked
package io.agentlocator.speech.app;

import org.jspecify.annotations.NullMarked;

/** Wiring, settings and health. */
@NullMarked
package io.agentlocator.gateway.app;

import org.jspecify.annotations.NullMarked;

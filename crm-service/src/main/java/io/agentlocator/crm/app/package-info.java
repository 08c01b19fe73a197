/** Wiring, settings, health. */
@NullMarked
package io.agentlocator.crm.app;

import org.jspecify.annotations.NullMarked;

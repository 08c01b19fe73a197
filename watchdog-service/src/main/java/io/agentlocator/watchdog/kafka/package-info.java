/** The watch, fed by the call log. */
@NullMarked
package io.agentlocator.watchdog.kafka;

import org.jspecify.annotations.NullMarked;

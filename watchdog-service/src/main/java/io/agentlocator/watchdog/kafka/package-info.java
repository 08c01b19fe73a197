/** Consumes the call log, publishes alerts, performs redirects. */
@NullMarked
package io.agentlocator.watchdog.kafka;

import org.jspecify.annotations.NullMarked;

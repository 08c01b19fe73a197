/** Consumes the events of calls, and publishes replies and outcomes. */
@NullMarked
package io.agentlocator.dialog.kafka;

import org.jspecify.annotations.NullMarked;

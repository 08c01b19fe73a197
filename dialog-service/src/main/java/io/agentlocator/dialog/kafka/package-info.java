/** The log of calls in, replies out. */
@NullMarked
package io.agentlocator.dialog.kafka;

import org.jspecify.annotations.NullMarked;

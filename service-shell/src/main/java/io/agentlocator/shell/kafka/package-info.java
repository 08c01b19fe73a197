/** Publishing and consuming events. */
@NullMarked
package io.agentlocator.shell.kafka;

import org.jspecify.annotations.NullMarked;

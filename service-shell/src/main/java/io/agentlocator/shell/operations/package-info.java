/** What a running service tells its operators: its state and its named log lines, over Kafka. */
@NullMarked
package io.agentlocator.shell.operations;

import org.jspecify.annotations.NullMarked;

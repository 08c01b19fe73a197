/** What services report to operators over Kafka: their state and their named log lines. */
@NullMarked
package io.agentlocator.shell.operations;

import org.jspecify.annotations.NullMarked;

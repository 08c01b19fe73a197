/** The way from and to the topics. */
@NullMarked
package io.agentlocator.shell.kafka;

import org.jspecify.annotations.NullMarked;

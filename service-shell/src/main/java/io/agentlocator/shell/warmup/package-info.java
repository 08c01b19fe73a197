/** The test call of a service before it is ready for calls. */
@NullMarked
package io.agentlocator.shell.warmup;

import org.jspecify.annotations.NullMarked;

/** The call that a service holds with itself before it takes those of others. */
@NullMarked
package io.agentlocator.shell.warmup;

import org.jspecify.annotations.NullMarked;

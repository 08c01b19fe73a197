/** A simulated caller, who plays a scenario or decides line by line. */
@NullMarked
package io.agentlocator.testbed.phone;

import org.jspecify.annotations.NullMarked;

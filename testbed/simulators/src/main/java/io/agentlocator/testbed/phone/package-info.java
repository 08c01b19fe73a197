/** A person with a phone: plays a scenario, or thinks, on a call of the simulated network. */
@NullMarked
package io.agentlocator.testbed.phone;

import org.jspecify.annotations.NullMarked;

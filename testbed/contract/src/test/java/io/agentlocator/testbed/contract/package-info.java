/** Holds what is promised to the outside against the code. */
@NullMarked
package io.agentlocator.testbed.contract;

import org.jspecify.annotations.NullMarked;

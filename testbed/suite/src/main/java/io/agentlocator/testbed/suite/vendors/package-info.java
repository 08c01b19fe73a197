/** {@code ./agentlocator vendors check}: whether the vendors that the environment names answer, how fast, and what a call costs. */
@NullMarked
package io.agentlocator.testbed.suite.vendors;

import org.jspecify.annotations.NullMarked;

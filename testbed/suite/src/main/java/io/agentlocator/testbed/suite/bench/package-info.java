/** Measures what calls cost and how long answers take, on the whole suite with simulated vendors. */
@NullMarked
package io.agentlocator.testbed.suite.bench;

import org.jspecify.annotations.NullMarked;

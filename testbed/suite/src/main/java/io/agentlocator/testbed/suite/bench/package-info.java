/** What calls cost and how long they take, measured on the whole suite with pretended vendors. */
@NullMarked
package io.agentlocator.testbed.suite.bench;

import org.jspecify.annotations.NullMarked;

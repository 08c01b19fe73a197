/** Compares the promises to readers of the topics and to operators with the code. */
@NullMarked
package io.agentlocator.testbed.contract;

import org.jspecify.annotations.NullMarked;

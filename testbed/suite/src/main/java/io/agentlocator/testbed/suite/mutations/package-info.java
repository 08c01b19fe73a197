/** Proves that the tests that docs/directive.md names hold what they are named for. */
@NullMarked
package io.agentlocator.testbed.suite.mutations;

import org.jspecify.annotations.NullMarked;

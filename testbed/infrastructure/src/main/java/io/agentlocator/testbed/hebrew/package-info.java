/** The distance between Hebrew texts, for tests of spoken and recognised text. */
@NullMarked
package io.agentlocator.testbed.hebrew;

import org.jspecify.annotations.NullMarked;

/** Scorers of Hebrew: how much of a file of cases the classes that ship get right. */
@NullMarked
package io.agentlocator.testbed.suite.hebrew;

import org.jspecify.annotations.NullMarked;

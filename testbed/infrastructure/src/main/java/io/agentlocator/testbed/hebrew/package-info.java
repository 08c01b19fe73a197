/** How near two Hebrew texts are, as a test may ask that has been spoken and recognised. */
@NullMarked
package io.agentlocator.testbed.hebrew;

import org.jspecify.annotations.NullMarked;

/** The phrase cache on this machine's disk. */
@NullMarked
package io.agentlocator.speech.disk;

import org.jspecify.annotations.NullMarked;

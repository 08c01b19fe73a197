/** MP3 clips by jump3r, the LAME encoder in Java. */
@NullMarked
package io.agentlocator.speech.jump3r;

import org.jspecify.annotations.NullMarked;

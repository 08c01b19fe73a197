/** Finished pieces of sound in memory: their form, their files, their loudness. */
@NullMarked
package io.agentlocator.speech.audio;

import org.jspecify.annotations.NullMarked;

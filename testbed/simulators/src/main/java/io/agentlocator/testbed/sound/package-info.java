/** Telephone sound: μ-law, WAV and MP3 files, and the sound of one side of a call with its energy. */
@NullMarked
package io.agentlocator.testbed.sound;

import org.jspecify.annotations.NullMarked;

/** Hebrew writing and Hebrew sound: letters to phonemes for a voice, and a fold of letters that sound alike for matching what was recognised. */
@NullMarked
package io.agentlocator.speechmodels.hebrew;

import org.jspecify.annotations.NullMarked;

/** From a caller's sound to transcripts: where utterances begin and end, and which engine recognises them. */
@NullMarked
package io.agentlocator.speech.recognition;

import org.jspecify.annotations.NullMarked;

/** Any server with OpenAI's audio endpoints: transcription of whole utterances, and speech. */
@NullMarked
package io.agentlocator.speech.openai;

import org.jspecify.annotations.NullMarked;

/** A server with OpenAI's chat/completions. */
@NullMarked
package io.agentlocator.dialog.openai;

import org.jspecify.annotations.NullMarked;

/** Hebrew speech to text with OpenAI's Whisper, exported to ONNX and run in the JVM. */
@NullMarked
package io.agentlocator.speechmodels.whisper;

import org.jspecify.annotations.NullMarked;

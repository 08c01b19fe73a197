/** Fetches recordings from Twilio. */
@NullMarked
package io.agentlocator.speech.twilio;

import org.jspecify.annotations.NullMarked;

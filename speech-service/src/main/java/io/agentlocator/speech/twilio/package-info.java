/** Twilio's keeping of recordings. */
@NullMarked
package io.agentlocator.speech.twilio;

import org.jspecify.annotations.NullMarked;

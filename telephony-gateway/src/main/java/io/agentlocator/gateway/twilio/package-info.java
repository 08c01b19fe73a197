/** Twilio's webhooks in, TwiML out. */
@NullMarked
package io.agentlocator.gateway.twilio;

import org.jspecify.annotations.NullMarked;

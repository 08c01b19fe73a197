/** Twilio on loopback: signed webhooks, TwiML, the media socket, the REST interface, and what the caller hears. */
@NullMarked
package io.agentlocator.testbed.twilio;

import org.jspecify.annotations.NullMarked;

/** Twilio's requests to the application: signatures, time-outs, retries, and a record of every attempt. */
@NullMarked
package io.agentlocator.testbed.twilio.webhook;

import org.jspecify.annotations.NullMarked;

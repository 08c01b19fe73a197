/** Redirects and ends calls over Twilio's REST API. */
@NullMarked
package io.agentlocator.watchdog.twilio;

import org.jspecify.annotations.NullMarked;

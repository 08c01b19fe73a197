/** Twilio's media socket: its JSON, its marks and clears, the token that proves the call. */
@NullMarked
package io.agentlocator.media.twilio;

import org.jspecify.annotations.NullMarked;

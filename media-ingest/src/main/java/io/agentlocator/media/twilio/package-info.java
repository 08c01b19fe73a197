/** The media socket as Twilio speaks it: its wire JSON, its marks and clears, its proof of the call. */
@NullMarked
package io.agentlocator.media.twilio;

import org.jspecify.annotations.NullMarked;

/** The sound of a call: media streams over WebSockets, playback, clips and voicemail. */
@NullMarked
package io.agentlocator.testbed.twilio.media;

import org.jspecify.annotations.NullMarked;

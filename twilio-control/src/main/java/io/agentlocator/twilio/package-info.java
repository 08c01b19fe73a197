/**
 * Twilio's control plane: the TwiML documents, the update of a live call, the signature of Twilio's requests, and the
 * token by which a media stream proves its call. A plain library; every class is thread-safe unless it says otherwise.
 */
@NullMarked
package io.agentlocator.twilio;

import org.jspecify.annotations.NullMarked;

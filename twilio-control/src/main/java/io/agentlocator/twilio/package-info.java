/**
 * Twilio's control plane in one place: the documents a call is steered by, the update of a live call, the signature of
 * what Twilio sends and the token by which a media stream proves its call. A plain library; every class is safe for use
 * by many threads unless it says otherwise.
 */
@NullMarked
package io.agentlocator.twilio;

import org.jspecify.annotations.NullMarked;

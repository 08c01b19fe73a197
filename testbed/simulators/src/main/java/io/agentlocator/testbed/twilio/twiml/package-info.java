/** TwiML documents and their verbs. */
@NullMarked
package io.agentlocator.testbed.twilio.twiml;

import org.jspecify.annotations.NullMarked;

/** Twilio's REST interface: authentication, resources, recordings, and injected faults. */
@NullMarked
package io.agentlocator.testbed.twilio.rest;

import org.jspecify.annotations.NullMarked;

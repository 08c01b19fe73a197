/** What a simulated call reports: its timeline, what the caller heard and said, streams, recordings, notifications. */
@NullMarked
package io.agentlocator.testbed.twilio.report;

import org.jspecify.annotations.NullMarked;

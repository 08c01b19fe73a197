/**
 * Sees every call and saves the one in trouble. What is known of a call is a fold of its events, by the times at which
 * they happened; what is to be done follows from that and the time of day, and is returned as steps.
 */
@NullMarked
package io.agentlocator.watchdog;

import org.jspecify.annotations.NullMarked;

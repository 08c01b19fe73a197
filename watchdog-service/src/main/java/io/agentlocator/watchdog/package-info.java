/**
 * Watches every call and redirects those in trouble. The state of a call is a fold of its events, by the times at which
 * they happened. What is to be done follows from that state and the time, and is returned as steps.
 */
@NullMarked
package io.agentlocator.watchdog;

import org.jspecify.annotations.NullMarked;

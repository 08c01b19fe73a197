/**
 * Google's speech services on loopback: recognition V1 and V2, streaming and unary, and synthesis, streaming and unary, with
 * the vendor's limits and error codes and with faults on demand.
 *
 * <p>{@link io.agentlocator.testbed.google.GoogleSimulator} is the entry point. The recogniser finds words by
 * the sound itself: clips are registered with their words, and found byte for byte wherever they are cut.
 */
@NullMarked
package io.agentlocator.testbed.google;

import org.jspecify.annotations.NullMarked;

/**
 * Runs the whole suite on one machine as it ships: six processes behind one front, a real Kafka, a real PostgreSQL, and
 * simulators of the outside world. Places calls, prints them, and checks what the caller heard and the topics hold.
 */
@NullMarked
package io.agentlocator.testbed.suite;

import org.jspecify.annotations.NullMarked;

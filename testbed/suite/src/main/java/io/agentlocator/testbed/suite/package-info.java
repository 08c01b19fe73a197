/**
 * The whole suite on one machine, as it ships: six processes behind one front, a real Kafka, a real PostgreSQL, and the
 * outside world as simulators. Places calls, shows them, and judges them by what the caller heard and the topics hold.
 */
@NullMarked
package io.agentlocator.testbed.suite;

import org.jspecify.annotations.NullMarked;

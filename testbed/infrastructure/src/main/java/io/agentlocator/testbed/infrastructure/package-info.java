/**
 * A real Kafka and a real PostgreSQL for tests and the launcher: containers where a Docker engine answers, otherwise the
 * servers themselves from their published jars. Whatever is started here ends with the process that started it.
 */
@NullMarked
package io.agentlocator.testbed.infrastructure;

import org.jspecify.annotations.NullMarked;

/**
 * The circuit breaker in front of a vendor's engine, and the metrics of engines. Plain Java and Micrometer, no Quarkus:
 * domain packages may import it.
 */
@NullMarked
package io.agentlocator.shell.breaker;

import org.jspecify.annotations.NullMarked;

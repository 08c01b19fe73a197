/** Traces of turns, exported over OTLP. */
@NullMarked
package io.agentlocator.shell.opentelemetry;

import org.jspecify.annotations.NullMarked;

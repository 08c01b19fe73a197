/** Traces of turns, told to whoever collects them over OTLP. */
@NullMarked
package io.agentlocator.shell.opentelemetry;

import org.jspecify.annotations.NullMarked;

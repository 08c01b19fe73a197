/** A collector of traces over OTLP/HTTP, which keeps the spans for assertions. */
@NullMarked
package io.agentlocator.testbed.otlp;

import org.jspecify.annotations.NullMarked;

/** A collector of traces that speaks OTLP over HTTP, and keeps what it is told for those who judge. */
@NullMarked
package io.agentlocator.testbed.otlp;

import org.jspecify.annotations.NullMarked;

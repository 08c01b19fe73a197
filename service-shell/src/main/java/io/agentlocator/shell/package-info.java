/**
 * What all services share: publishing and consuming events ({@code kafka}), HTTP endpoints for operators ({@code http},
 * {@code operations}), warm-up, traces, and the circuit breaker. It holds no rules about calls.
 */
@NullMarked
package io.agentlocator.shell;

import org.jspecify.annotations.NullMarked;

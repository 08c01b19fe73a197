package io.agentlocator.shell.warmup;

import org.jspecify.annotations.Nullable;

/**
 * A pretended call that goes the way of a real one through this service, by its own door where it has one: what a first
 * caller would wait for is loaded then, and what would fail for him has failed. No event of a call is told, no row stays,
 * and no vendor is asked.
 */
public interface WarmUpCall {

    /**
     * Holds the call; may take seconds, and waits for nothing without a bound.
     *
     * @return what it still wants for; null when the call went well
     * @throws Exception that says what went wrong; it is tried again
     */
    @Nullable
    String hold() throws Exception;
}

package io.agentlocator.shell.warmup;

import org.jspecify.annotations.Nullable;

/**
 * A test call through this service, by its own HTTP or WebSocket endpoint where it has one. It loads what the first caller
 * would wait for, and it fails where the first caller's call would fail. It publishes no event of a call, leaves no row in
 * the database, and asks no vendor.
 */
public interface WarmUpCall {

    /**
     * Runs the call. May take seconds; every wait has a bound.
     *
     * @return what it still waits for; null when the call succeeded
     * @throws Exception with the cause; the call is repeated
     */
    @Nullable
    String hold() throws Exception;
}

package io.agentlocator.testbed.twilio.rest;

import java.util.Optional;

/** The current fault of the REST interface. Thread-safe. */
public final class RestFaults {
    private Optional<RestFault> fault = Optional.empty();
    private int left;

    public synchronized void set(RestFault injected, int requests) {
        fault = Optional.of(injected);
        left = requests;
    }

    public synchronized void clear() {
        fault = Optional.empty();
    }

    synchronized Optional<RestFault> next() {
        if (fault.isEmpty() || left <= 0) return Optional.empty();
        left--;
        return fault;
    }
}

package io.agentlocator.shell.http;

import java.time.Instant;

/** Receives the {@code REQ} and {@code RES} lines of verified requests. Called on any thread. */
public interface ProvenRequests {

    void logged(Instant at, String line);
}

package io.agentlocator.shell.http;

import java.time.Instant;

/** Gets the {@code REQ} and {@code RES} lines of the requests whose sender has proved who he is. Any thread. */
public interface ProvenRequests {

    void logged(Instant at, String line);
}

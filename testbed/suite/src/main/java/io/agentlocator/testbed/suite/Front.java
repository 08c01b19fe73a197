package io.agentlocator.testbed.suite;

import java.util.List;

/** The one public host: {@code /ws/} goes to media-ingest, everything else to telephony-gateway. */
public interface Front extends AutoCloseable {

    String baseUrl();

    /** @param ports on loopback that receive new requests for the service from now on; open connections stay */
    void lead(Service service, List<Integer> ports);

    @Override
    void close();
}

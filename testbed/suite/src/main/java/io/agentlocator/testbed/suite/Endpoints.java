package io.agentlocator.testbed.suite;

import io.vertx.core.net.SocketAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The replicas of one service that take new requests, in turn, like the endpoints of a Kubernetes service. Thread-safe. */
final class Endpoints {

    private volatile List<SocketAddress> addresses = List.of();
    private final AtomicInteger turn = new AtomicInteger();

    /** Sets the ports of new requests; open connections stay. */
    void are(List<Integer> ports) {
        addresses = ports.stream()
                .map(port -> SocketAddress.inetSocketAddress(port, "127.0.0.1"))
                .toList();
    }

    SocketAddress next() {
        List<SocketAddress> now = addresses;
        if (now.isEmpty()) {
            throw new IllegalStateException("no replica takes requests");
        }
        return now.get(Math.floorMod(turn.getAndIncrement(), now.size()));
    }
}

package io.agentlocator.testbed.suite;

import io.vertx.core.net.SocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Where new requests for one service may go, in turn: what Kubernetes calls a service's endpoints. Thread-safe. */
final class Endpoints {

    private final List<SocketAddress> addresses = new CopyOnWriteArrayList<>();
    private final AtomicInteger turn = new AtomicInteger();

    void add(int port) {
        addresses.add(SocketAddress.inetSocketAddress(port, "127.0.0.1"));
    }

    /** New requests go elsewhere; connections that are open stay. */
    void remove(int port) {
        addresses.removeIf(address -> address.port() == port);
    }

    SocketAddress next() {
        List<SocketAddress> now = List.copyOf(addresses);
        if (now.isEmpty()) {
            throw new IllegalStateException("no replica takes requests");
        }
        return now.get(Math.floorMod(turn.getAndIncrement(), now.size()));
    }
}

package io.agentlocator.speech.google;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Carries bytes between a client and a server, until the test lets the connections of that moment fail. */
final class Relay implements AutoCloseable {

    private final URI server;
    private final ServerSocket door;
    private final List<Connection> connections = new CopyOnWriteArrayList<>();

    Relay(String server) throws IOException {
        this.server = URI.create(server);
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    String endpoint() {
        return "http://127.0.0.1:" + door.getLocalPort();
    }

    int connections() {
        return connections.size();
    }

    /** The connections stay, and nothing comes through them any more, in either direction. */
    void freeze() {
        connections.forEach(connection -> connection.frozen = true);
    }

    /** Both ends are told in the rudest way. */
    void reset() throws IOException {
        for (Connection connection : connections) {
            connection.reset();
        }
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                connections.add(new Connection(client, new Socket(server.getHost(), server.getPort())));
            } catch (IOException e) {
                return;
            }
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (Connection connection : connections) {
            connection.client.close();
            connection.server.close();
        }
    }

    private static final class Connection {

        private final Socket client;
        private final Socket server;
        private volatile boolean frozen;

        Connection(Socket client, Socket server) {
            this.client = client;
            this.server = server;
            Thread.ofVirtual().start(() -> carry(client, server));
            Thread.ofVirtual().start(() -> carry(server, client));
        }

        void reset() throws IOException {
            for (Socket end : new Socket[] {client, server}) {
                end.setSoLinger(true, 0);
                end.close();
            }
        }

        private void carry(Socket from, Socket to) {
            byte[] bytes = new byte[8192];
            try {
                InputStream in = from.getInputStream();
                for (int many = in.read(bytes); many >= 0; many = in.read(bytes)) {
                    // What is read and not passed on is as lost as in a network that has forgotten the connection.
                    if (!frozen) {
                        to.getOutputStream().write(bytes, 0, many);
                    }
                }
            } catch (IOException e) {
                return;
            }
        }
    }
}

package io.agentlocator.speech.google;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A TCP relay between client and server whose connections the test can break. */
final class Relay implements AutoCloseable {

    private final URI server;
    private final ServerSocket listener;
    private final List<Connection> connections = new CopyOnWriteArrayList<>();

    Relay(String server) throws IOException {
        this.server = URI.create(server);
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    String endpoint() {
        return "http://127.0.0.1:" + listener.getLocalPort();
    }

    int connections() {
        return connections.size();
    }

    /** The connections stay open; no more bytes pass, in either direction. */
    void freeze() {
        connections.forEach(connection -> connection.frozen = true);
    }

    /** Closes both ends with RST. */
    void reset() throws IOException {
        for (Connection connection : connections) {
            connection.reset();
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                connections.add(new Connection(client, new Socket(server.getHost(), server.getPort())));
            } catch (IOException e) {
                return;
            }
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
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
            Thread.ofVirtual().start(() -> copy(client, server));
            Thread.ofVirtual().start(() -> copy(server, client));
        }

        void reset() throws IOException {
            for (Socket end : new Socket[] {client, server}) {
                end.setSoLinger(true, 0);
                end.close();
            }
        }

        private void copy(Socket from, Socket to) {
            byte[] bytes = new byte[8192];
            try {
                InputStream in = from.getInputStream();
                for (int many = in.read(bytes); many >= 0; many = in.read(bytes)) {
                    // Bytes that are read and not written are lost, as in a network that dropped the connection.
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

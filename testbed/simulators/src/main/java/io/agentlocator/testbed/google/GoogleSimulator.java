package io.agentlocator.testbed.google;

import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Google's speech services on a loopback port, without TLS. Thread-safe.
 *
 * <p>As a process of its own: {@link #main} with {@code --port}, {@code --control-port} (0 = any free one),
 * {@code --time-scale}; it prints {@code grpc=PORT control=PORT} and runs until it is stopped. {@link ControlServer} lists
 * the requests of the control port.
 */
public final class GoogleSimulator implements AutoCloseable {

    private final World world;
    private final Server server;

    private GoogleSimulator(World world, Server server) {
        this.world = world;
        this.server = server;
    }

    public static GoogleSimulator start() throws IOException {
        return start(0, SimulatorSettings.DEFAULT);
    }

    /** @param port 0 takes a free one */
    public static GoogleSimulator start(int port, SimulatorSettings settings) throws IOException {
        return start(port, settings, new KnownSpeech());
    }

    /** @param known the clips that it recognises, which vendors may share; the simulator adds its own voices */
    public static GoogleSimulator start(int port, SimulatorSettings settings, KnownSpeech known) throws IOException {
        var world = new World(settings, known);
        var server = NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", port))
                .addService(new SpeechV2(world).service())
                .addService(new SpeechV1(world).service())
                .addService(new SynthesisV1(world).service())
                .permitKeepAliveTime(5, TimeUnit.SECONDS)
                .build();
        server.start();
        return new GoogleSimulator(world, server);
    }

    public int port() {
        return server.getPort();
    }

    /** {@code http://127.0.0.1:PORT}, the form of GOOGLE_SPEECH_ENDPOINT and GOOGLE_TTS_ENDPOINT. */
    public String endpoint() {
        return "http://127.0.0.1:" + port();
    }

    /**
     * Adds a clip with its words. A later clip with the same bytes replaces it.
     *
     * @param mulaw 8 kHz, no header
     * @throws IllegalArgumentException without words or without audible sound
     */
    public void know(String text, byte[] mulaw) {
        world.known.know(text, mulaw);
    }

    public void forgetClips() {
        world.known.forget();
    }

    /** Fails the open recognition streams, as an outage does. @return how many */
    public int breakRecognition(Status.Code code, String message) {
        var broken = List.copyOf(world.listening);
        broken.forEach(call -> call.broken(code, message));
        return broken.size();
    }

    public Faults faults() {
        return world.faults;
    }

    public Journal journal() {
        return world.journal;
    }

    /** Ends all calls at once, without a status, as a crash does. */
    @Override
    public void close() {
        server.shutdownNow();
        world.close();
        try {
            server.awaitTermination(2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int port = 0;
        int controlPort = 0;
        var settings = SimulatorSettings.DEFAULT;
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            var value = arguments[i + 1];
            switch (arguments[i]) {
                case "--port" -> port = Integer.parseInt(value);
                case "--control-port" -> controlPort = Integer.parseInt(value);
                case "--time-scale" -> settings = settings.withTimeScale(Double.parseDouble(value));
                default -> throw new IllegalArgumentException("unknown option " + arguments[i]);
            }
        }
        try (var simulator = start(port, settings);
                var control = ControlServer.start(simulator, controlPort)) {
            System.out.println("grpc=" + simulator.port() + " control=" + control.port());
            simulator.server.awaitTermination();
        }
    }
}

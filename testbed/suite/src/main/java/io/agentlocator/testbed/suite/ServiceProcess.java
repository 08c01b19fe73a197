package io.agentlocator.testbed.suite;

import io.agentlocator.testbed.infrastructure.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One service in its own process, restarted when it dies, as Kubernetes would. Thread-safe.
 */
public final class ServiceProcess implements AutoCloseable {

    private static final int MOST_RESTARTS = 10;
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

    private final Service service;
    private final Launch launch;
    private final int port;
    private final String instance;
    private final Path log;
    private final AtomicInteger restarts = new AtomicInteger();
    private volatile boolean closing;
    private volatile Process process;

    private ServiceProcess(Service service, Launch launch, int port, String instance, Path log) {
        this.service = service;
        this.launch = launch;
        this.port = port;
        this.instance = instance;
        this.log = log;
        // Restarts append to the log; the log of an earlier run is replaced.
        try {
            Files.deleteIfExists(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.process = spawn();
    }

    /** @param replica its number among the service's replicas, from 0 */
    static ServiceProcess start(Service service, Launch launch, Path logs, int port, int replica) {
        String log = replica == 0 ? service.directory() : service.directory() + "-" + replica;
        return new ServiceProcess(
                service, launch, port, service.directory() + "-" + replica, logs.resolve(log + ".log"));
    }

    static int freePort() {
        return FreePort.next();
    }

    public Service service() {
        return service;
    }

    public URI url(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    int port() {
        return port;
    }

    public Path log() {
        return log;
    }

    public long pid() {
        return process.pid();
    }

    public int restarts() {
        return restarts.get();
    }

    /** Kills it ({@code SIGKILL}); it is restarted at once. */
    public void kill() {
        process.destroyForcibly();
    }

    /** Suspends it ({@code SIGSTOP}): its connections stay open and it answers nothing until {@link #thaw}. */
    public void freeze() {
        signal("STOP");
    }

    public void thaw() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            int exit = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (exit != 0) {
                throw new IllegalStateException("kill -" + name + " of " + service.directory() + " ended with " + exit);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** User and system time of the process so far. */
    public Duration cpu() {
        return process.toHandle().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    public boolean ready() {
        try {
            var request = HttpRequest.newBuilder(url("/q/health/ready"))
                    .timeout(Duration.ofSeconds(2))
                    .build();
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The JSON of the service's readiness check; empty when it does not answer. */
    public String readiness() {
        try {
            var request = HttpRequest.newBuilder(url("/q/health/ready"))
                    .timeout(Duration.ofSeconds(2))
                    .build();
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    private Process spawn() {
        try {
            var builder = new ProcessBuilder(launch.command())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            var variables = builder.environment();
            variables.keySet().retainAll(List.of("PATH", "HOME", "LANG", "TMPDIR", "XDG_CACHE_HOME"));
            variables.putAll(launch.environment());
            variables.put("PORT", Integer.toString(port));
            variables.put("HTTP_HOST", "127.0.0.1");
            variables.put("INSTANCE_ID", instance);
            Process started = builder.start();
            started.onExit().thenAccept(ended -> restart());
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized void restart() {
        if (closing || restarts.incrementAndGet() > MOST_RESTARTS) {
            return;
        }
        process = spawn();
    }

    /** Asks it to end and waits for its drain, with a time-out. */
    @Override
    public void close() {
        closing = true;
        process.destroy();
    }

    /**
     * Asks it to end ({@code SIGTERM}), as Kubernetes does; it is not restarted.
     *
     * @param grace after which it is killed
     * @return how long it took, once it has ended; empty when it had to be killed
     */
    CompletableFuture<Optional<Duration>> retire(Duration grace) {
        long began = System.nanoTime();
        Process retiring = process;
        closing = true;
        retiring.destroy();
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        if (retiring.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS)) {
                            return Optional.of(Duration.ofNanos(System.nanoTime() - began));
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    retiring.destroyForcibly();
                    return Optional.empty();
                },
                task -> Thread.ofVirtual().start(task));
    }

    void awaitEnd() {
        try {
            if (!process.waitFor(15, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}

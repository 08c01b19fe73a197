package io.agentlocator.testbed.infrastructure;

import io.agentlocator.events.Topic;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.testcontainers.kafka.KafkaContainer;

/** A Kafka broker with the topics of the services. */
public final class KafkaBroker implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final String bootstrapServers;
    private final OptionalLong pid;
    private final Runnable stop;

    private KafkaBroker(String bootstrapServers, OptionalLong pid, Runnable stop) {
        this.bootstrapServers = bootstrapServers;
        this.pid = pid;
        this.stop = stop;
    }

    /** An empty broker, whose data are deleted when it is closed. */
    public static KafkaBroker start() {
        return start(Topic.DEFAULT_PARTITIONS);
    }

    public static KafkaBroker start(int partitions) {
        if (Docker.answers()) {
            return container(partitions);
        }
        try {
            Path directory = Files.createTempDirectory("kafka-");
            KafkaBroker broker = embedded(directory, partitions, directory.resolve("kafka.log"));
            return new KafkaBroker(broker.bootstrapServers, broker.pid, () -> {
                broker.close();
                delete(directory);
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A broker that keeps its data in {@code directory} for the next start. */
    public static KafkaBroker embedded(Path directory, int partitions, Path log) {
        int port = FreePort.next();
        int controllerPort = FreePort.next();
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                KafkaServerProcess.class.getName(),
                directory.toString(),
                Integer.toString(port),
                Integer.toString(controllerPort)));
        try {
            Files.createDirectories(directory);
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            String bootstrapServers = "127.0.0.1:" + port;
            try {
                TopicCreation.create(bootstrapServers, partitions, PATIENCE);
            } catch (RuntimeException e) {
                process.destroyForcibly();
                throw new IllegalStateException("Kafka did not start; its log is " + log, e);
            }
            return new KafkaBroker(bootstrapServers, OptionalLong.of(process.pid()), () -> end(process));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static KafkaBroker container(int partitions) {
        var container = new KafkaContainer("apache/kafka:4.1.2").withStartupTimeout(PATIENCE);
        container.start();
        TopicCreation.create(container.getBootstrapServers(), partitions, PATIENCE);
        return new KafkaBroker(container.getBootstrapServers(), OptionalLong.empty(), container::stop);
    }

    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** The broker's process, for measuring its processor time; empty for a container. */
    public OptionalLong pid() {
        return pid;
    }

    @Override
    public void close() {
        stop.run();
    }

    private static void end(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static void delete(Path directory) {
        try (var files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            // The operating system cleans up a temporary directory that could not be deleted.
        }
    }
}

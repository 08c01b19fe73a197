package io.agentlocator.testbed.infrastructure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import kafka.Kafka;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;

/**
 * One KRaft node in its own process, with its own heap: Kafka's threads are not daemons. Arguments: data
 * directory, broker port, controller port. Ends when its standard input ends, so that it cannot outlive its parent.
 */
public final class KafkaServerProcess {

    private KafkaServerProcess() {}

    public static void main(String[] args) throws IOException {
        Path directory = Files.createDirectories(Path.of(args[0]));
        Path settings = directory.resolve("server.properties");
        Files.write(settings, settings(directory, Integer.parseInt(args[1]), Integer.parseInt(args[2])));
        if (!Files.exists(directory.resolve("log/meta.properties"))) {
            int exit = StorageTool.execute(
                    new String[] {
                        "format", "-t", Uuid.randomUuid().toString(), "-c", settings.toString(), "--ignore-formatted"
                    },
                    System.err);
            if (exit != 0) {
                System.exit(exit);
            }
        }
        Thread.ofPlatform().daemon().name("parent-watch").start(KafkaServerProcess::endWithParent);
        Kafka.main(new String[] {settings.toString()});
    }

    private static void endWithParent() {
        try {
            while (System.in.read() >= 0) {
                // The input is ignored but for its end.
            }
        } catch (IOException e) {
            // A broken pipe ends the process too.
        }
        System.exit(0);
    }

    private static List<String> settings(Path directory, int port, int controllerPort) {
        return List.of(
                "process.roles=broker,controller",
                "node.id=1",
                "controller.quorum.voters=1@127.0.0.1:" + controllerPort,
                "listeners=PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort,
                "advertised.listeners=PLAINTEXT://127.0.0.1:" + port,
                "controller.listener.names=CONTROLLER",
                "log.dirs=" + directory.resolve("log"),
                "offsets.topic.replication.factor=1",
                "offsets.topic.num.partitions=3",
                "transaction.state.log.replication.factor=1",
                "transaction.state.log.min.isr=1",
                "transaction.state.log.num.partitions=1",
                "share.coordinator.state.topic.replication.factor=1",
                "share.coordinator.state.topic.min.isr=1",
                "group.initial.rebalance.delay.ms=0",
                "auto.create.topics.enable=false",
                // Enough threads for tens of calls on a small machine.
                "num.network.threads=2",
                "num.io.threads=4",
                "log.retention.check.interval.ms=60000");
    }
}

package io.agentlocator.testbed.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentlocator.events.Topic;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.Arrays;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InfrastructureTest {

    @Test
    void aBrokerStartsWithTheRingsTopics() throws Exception {
        try (var kafka = KafkaBroker.start();
                var admin = Admin.create(Map.of("bootstrap.servers", (Object) kafka.bootstrapServers()))) {
            assertThat(admin.listTopics().names().get())
                    .containsAll(
                            Arrays.stream(Topic.values()).map(Topic::topicName).toList());
        }
    }

    @Test
    void anEmbeddedDatabaseKeepsWhatWasCommitted(@TempDir Path directory) throws Exception {
        try (var postgres = Postgres.embedded(directory);
                var connection = DriverManager.getConnection(postgres.jdbcUrl());
                var statement = connection.createStatement()) {
            statement.execute("create table kept (name text)");
            statement.execute("insert into kept values ('שי דירות בע״מ')");
            try (var fsync = statement.executeQuery("show fsync")) {
                fsync.next();
                assertThat(fsync.getString(1)).isEqualTo("on");
            }
        }
        try (var postgres = Postgres.embedded(directory);
                var connection = DriverManager.getConnection(postgres.jdbcUrl());
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select name from kept")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("שי דירות בע״מ");
        }
    }
}

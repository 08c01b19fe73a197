package io.agentlocator.testbed.infrastructure;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** A PostgreSQL server. The embedded one is crash-safe: fsync and synchronous commit are on. */
public final class Postgres implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final String url;
    private final Runnable stop;

    private Postgres(String url, Runnable stop) {
        this.url = url;
        this.stop = stop;
    }

    /** An empty server, whose data are deleted when it is closed. */
    public static Postgres start() {
        if (!Docker.answers()) {
            return embedded(EmbeddedPostgres.builder());
        }
        var container = new PostgreSQLContainer("postgres:18").withStartupTimeout(PATIENCE);
        container.start();
        return new Postgres(
                "postgres://" + container.getUsername() + ":" + container.getPassword() + "@" + container.getHost()
                        + ":" + container.getFirstMappedPort() + "/" + container.getDatabaseName(),
                container::stop);
    }

    /** A server that keeps its data in {@code directory} for the next start. */
    public static Postgres embedded(Path directory) {
        return embedded(
                EmbeddedPostgres.builder().setDataDirectory(directory.toFile()).setCleanDataDirectory(false));
    }

    private static Postgres embedded(EmbeddedPostgres.Builder builder) {
        try {
            EmbeddedPostgres server = builder.setPort(FreePort.next())
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .setPGStartupWait(PATIENCE)
                    .start();
            return new Postgres("postgres://postgres:postgres@127.0.0.1:" + server.getPort() + "/postgres", () -> {
                try {
                    server.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL did not start", e);
        }
    }

    /** In the form of {@code DATABASE_URL}: {@code postgres://user:password@host:port/database}. */
    public String url() {
        return url;
    }

    /** The same for JDBC, credentials included. */
    public String jdbcUrl() {
        var uri = java.net.URI.create(url);
        String[] credentials = uri.getUserInfo().split(":", 2);
        return "jdbc:postgresql://" + uri.getHost() + ":" + uri.getPort() + uri.getPath() + "?user=" + credentials[0]
                + "&password=" + credentials[1];
    }

    @Override
    public void close() {
        stop.run();
    }
}

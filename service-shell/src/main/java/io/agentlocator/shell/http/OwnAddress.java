package io.agentlocator.shell.http;

import io.quarkus.vertx.http.HttpServer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The address at which this service reaches itself, once its HTTP server listens. */
@ApplicationScoped
public class OwnAddress {

    private final HttpServer server;
    private final String host;

    @Inject
    public OwnAddress(HttpServer server, @ConfigProperty(name = "quarkus.http.host") String host) {
        this.server = server;
        this.host = host;
    }

    /** @param path with its leading slash */
    public URI http(String path) {
        return at("http", path);
    }

    /** @param path with its leading slash */
    public URI socket(String path) {
        return at("ws", path);
    }

    private URI at(String scheme, String path) {
        boolean everywhere = host.equals("0.0.0.0") || host.equals("::") || host.isBlank();
        String named = everywhere ? "127.0.0.1" : host.contains(":") ? "[" + host + "]" : host;
        return URI.create(scheme + "://" + named + ":" + server.getPort() + path);
    }
}

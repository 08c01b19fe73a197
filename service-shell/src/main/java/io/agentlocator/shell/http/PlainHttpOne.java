package io.agentlocator.shell.http;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;

/**
 * Refuses HTTP/2 in clear text. A proxy that passes WebSocket upgrades also passes an upgrade to h2c, and the requests on
 * such a connection bypass the proxy's rules.
 */
@Singleton
public class PlainHttpOne implements HttpServerOptionsCustomizer {

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        options.setHttp2ClearTextEnabled(false);
    }
}

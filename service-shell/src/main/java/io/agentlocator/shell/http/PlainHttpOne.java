package io.agentlocator.shell.http;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;

/**
 * Refuses HTTP/2 in clear text. A proxy that lets WebSockets through lets an upgrade to h2c through too, and what is asked
 * for on such a connection has passed none of the proxy's rules.
 */
@Singleton
public class PlainHttpOne implements HttpServerOptionsCustomizer {

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        options.setHttp2ClearTextEnabled(false);
    }
}

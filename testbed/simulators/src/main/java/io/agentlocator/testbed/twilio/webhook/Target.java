package io.agentlocator.testbed.twilio.webhook;

import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.URI;

/**
 * Where a request for a public URL really goes.
 *
 * @param publicUrl what the application is addressed as: the Host header
 * @param server what answers on the way of the ingress
 */
public record Target(URI publicUrl, URI server) {

    public static Target of(Ingress ingress, String url) {
        return new Target(URI.create(url), URI.create(ingress.target(url)));
    }

    boolean tls() {
        return server.getScheme().equals("https") || server.getScheme().equals("wss");
    }

    public int port() {
        return server.getPort() >= 0 ? server.getPort() : tls() ? 443 : 80;
    }

    public <O extends RequestOptions> O applyTo(O options) {
        // A public URL without port gives a Host header without one, also when the server listens elsewhere.
        int shown = publicUrl.getPort() >= 0 ? publicUrl.getPort() : tls() ? 443 : 80;
        String path = server.getRawPath() == null || server.getRawPath().isEmpty() ? "/" : server.getRawPath();
        String query = server.getRawQuery() == null ? "" : "?" + server.getRawQuery();
        options.setServer(SocketAddress.inetSocketAddress(port(), server.getHost()))
                .setHost(publicUrl.getHost())
                .setPort(shown)
                .setSsl(tls())
                .setURI(path + query);
        if (!publicUrl.getHost().equals(server.getHost())) {
            boolean publicTls = publicUrl.getScheme().equals("https")
                    || publicUrl.getScheme().equals("wss");
            options.putHeader("X-Forwarded-Proto", publicTls ? "https" : "http")
                    .putHeader("X-Forwarded-Host", publicUrl.getAuthority())
                    .putHeader("X-Forwarded-For", "54.172.60.0");
        }
        return options;
    }
}

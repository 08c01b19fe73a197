package io.agentlocator.testbed.twilio.webhook;

import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.URI;

/**
 * The server that receives a request for a public URL.
 *
 * @param publicUrl the source of the Host header
 * @param server the URL after the ingress
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
        // The Host header has a port only if the public URL has one, whatever port the server uses.
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

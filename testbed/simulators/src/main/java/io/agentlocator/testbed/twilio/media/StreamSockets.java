package io.agentlocator.testbed.twilio.media;

import io.agentlocator.testbed.twilio.webhook.Ingress;
import io.agentlocator.testbed.twilio.webhook.Signature;
import io.agentlocator.testbed.twilio.webhook.Target;
import io.agentlocator.testbed.twilio.webhook.Urls;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.http.impl.WebSocketInternal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Opens media sockets with the handshake that Twilio's media servers send. */
public final class StreamSockets {
    private static final int LARGEST_MESSAGE = 16 << 20;

    /**
     * @param subprotocol offered in the handshake
     * @param plainSockets whether ws:// is accepted, which Twilio refuses
     */
    public record Settings(
            Ingress ingress,
            String authToken,
            Optional<String> subprotocol,
            boolean plainSockets,
            Duration connectTimeout,
            Duration handshakeTimeout) {}

    /** @param status the HTTP status when the server answered; 0 otherwise */
    record Refused(int code, int status, String why) {}

    private static final class NotTried extends Exception {
        private static final long serialVersionUID = 1;
        private final int code;

        NotTried(int code, String why) {
            super(why, null, false, false);
            this.code = code;
        }
    }

    private final Vertx vertx;
    private final Settings settings;
    private final WebSocketClient client;

    public StreamSockets(Vertx vertx, Settings settings) {
        this.vertx = vertx;
        this.settings = settings;
        WebSocketClientOptions options = new WebSocketClientOptions()
                .setMaxConnections(10_000)
                .setMaxFrameSize(LARGEST_MESSAGE)
                .setMaxMessageSize(LARGEST_MESSAGE);
        options.setConnectTimeout((int) settings.connectTimeout().toMillis());
        this.client = vertx.createWebSocketClient(options);
    }

    Future<WebSocket> open(String url) {
        if (!url.startsWith("wss://") && !(settings.plainSockets() && url.startsWith("ws://"))) {
            return Future.failedFuture(new NotTried(31922, "URL scheme not supported: " + url));
        }
        if (url.indexOf('?') >= 0) return Future.failedFuture(new NotTried(31920, "query string in the URL"));
        Promise<WebSocket> promise = Promise.promise();
        long timer = vertx.setTimer(
                settings.handshakeTimeout().toMillis(),
                id -> promise.tryFail(new NotTried(31901, "no answer to the handshake")));
        client.connect(options(url)).onComplete(result -> {
            vertx.cancelTimer(timer);
            boolean taken = result.succeeded() ? promise.tryComplete(result.result()) : promise.tryFail(result.cause());
            if (!taken && result.succeeded()) reset(result.result());
        });
        return promise.future();
    }

    private WebSocketConnectOptions options(String url) {
        Target target = Target.of(settings.ingress(), url);
        WebSocketConnectOptions options = target.applyTo(new WebSocketConnectOptions());
        // Vert.x's WebSocket client ignores the server and connects to the host, so the Host header is set separately.
        options.setHost(target.server().getHost())
                .setPort(target.port())
                .addHeader("Host", target.publicUrl().getAuthority())
                .setAllowOriginHeader(false)
                .addHeader("User-Agent", "Twilio.TmeWs/1.0")
                .addHeader("X-Twilio-Signature", Signature.of(settings.authToken(), Urls.signed(url), Map.of()));
        settings.subprotocol().ifPresent(offered -> options.setSubProtocols(List.of(offered)));
        return options;
    }

    static Refused reason(Throwable e) {
        return switch (e) {
            case NotTried notTried -> new Refused(notTried.code, 0, String.valueOf(notTried.getMessage()));
            case UpgradeRejectedException refused ->
                new Refused(31920, refused.getStatus(), "handshake answered " + refused.getStatus());
            case WebSocketHandshakeException invalid -> new Refused(31920, 101, String.valueOf(invalid.getMessage()));
            case SSLException tls -> new Refused(31910, 0, String.valueOf(tls.getMessage()));
            case java.net.ConnectException refused
            when !(refused instanceof io.netty.channel.ConnectTimeoutException) ->
                new Refused(31902, 0, "connection refused");
            case java.io.IOException lost -> new Refused(31901, 0, String.valueOf(lost.getMessage()));
            case Throwable other -> new Refused(31920, 0, String.valueOf(other.getMessage()));
        };
    }

    static boolean isProtocolError(Throwable e) {
        return e instanceof CorruptedWebSocketFrameException
                || (e.getCause() != null && e.getCause() instanceof CorruptedWebSocketFrameException);
    }

    /** Resets the TCP connection below Vert.x, which would send a close frame first. */
    static void reset(WebSocket socket) {
        Channel channel = ((WebSocketInternal) socket).channelHandlerContext().channel();
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
        channel.unsafe().close(channel.voidPromise());
    }

    void close() {
        client.close();
    }
}

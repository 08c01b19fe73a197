package io.agentlocator.testbed.suite;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyOptions;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A proxy in this process. It passes WebSocket upgrades, keeps slashes, and sends each request to the next replica. */
final class ProxyFront implements Front {

    private final Vertx vertx = Vertx.vertx();
    private final int port;
    private final Endpoints gateways = new Endpoints();
    private final Endpoints medias = new Endpoints();

    ProxyFront(int port) {
        this.port = port;
        var client = vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(256));
        var options = new ProxyOptions().setSupportWebSocket(true);
        HttpProxy gateway = HttpProxy.reverseProxy(options, client)
                .originSelector(request -> Future.succeededFuture(gateways.next()));
        HttpProxy media = HttpProxy.reverseProxy(options, client)
                .originSelector(request -> Future.succeededFuture(medias.next()));
        vertx.createHttpServer(new HttpServerOptions()
                        .setHost("127.0.0.1")
                        .setPort(port)
                        .setHttp2ClearTextEnabled(false))
                .requestHandler(request -> {
                    String path = request.path();
                    (path != null && path.startsWith("/ws/") ? media : gateway).handle(request);
                })
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    @Override
    public String baseUrl() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public void lead(Service service, List<Integer> ports) {
        switch (service) {
            case TELEPHONY_GATEWAY -> gateways.are(ports);
            case MEDIA_INGEST -> medias.are(ports);
            case SPEECH_SERVICE, DIALOG_SERVICE, WATCHDOG_SERVICE, CRM_SERVICE -> {}
        }
    }

    @Override
    public void close() {
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(5, TimeUnit.SECONDS)
                .join();
    }
}

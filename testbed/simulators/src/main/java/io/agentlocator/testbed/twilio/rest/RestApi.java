package io.agentlocator.testbed.twilio.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentlocator.testbed.twilio.media.ServerMessage;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Twilio's REST interface on 127.0.0.1: authentication, injected faults, and the record of every request. */
public final class RestApi {
    /** The response to a request. */
    record Reply(int status, String contentType, Buffer body) {
        static Reply json(int status, ObjectNode body) {
            return new Reply(status, "application/json", Buffer.buffer(body.toString()));
        }

        static Reply error(int status, int code, String message) {
            return json(
                    status,
                    ServerMessage.JSON
                            .createObjectNode()
                            .put("code", code)
                            .put("message", message)
                            .put("more_info", "https://www.twilio.com/docs/errors/" + code)
                            .put("status", status));
        }
    }

    private final Vertx vertx;
    private final RestAccount account;
    private final RestResources resources;
    private final RestFaults faults;
    private final List<RestRequest> requests = new ArrayList<>();
    private final HttpServer server;

    public RestApi(Vertx vertx, RestAccount account, RestResources resources, RestFaults faults) {
        this.vertx = vertx;
        this.account = account;
        this.resources = resources;
        this.faults = faults;
        this.server = vertx.createHttpServer().requestHandler(this::serve);
    }

    public Future<Integer> listen(int port) {
        return server.listen(port, "127.0.0.1").map(HttpServer::actualPort);
    }

    public List<RestRequest> requests() {
        synchronized (requests) {
            return List.copyOf(requests);
        }
    }

    private void serve(HttpServerRequest request) {
        request.body()
                .onSuccess(body -> answer(request, body))
                .onFailure(e -> request.connection().close());
    }

    private void answer(HttpServerRequest request, Buffer body) {
        Map<String, String> params = params(request, body);
        boolean authorised = authorised(request);
        Optional<RestFault> fault = faults.next();
        Reply reply = reply(request, params, authorised, fault);
        boolean lost = fault.isPresent() && fault.get() instanceof RestFault.AnswerLost;
        synchronized (requests) {
            requests.add(new RestRequest(
                    Instant.now(),
                    request.method().name(),
                    path(request),
                    params,
                    authorised,
                    lost ? 0 : reply.status));
        }
        if (lost) request.connection().close();
        else if (fault.isPresent() && fault.get() instanceof RestFault.Slow(java.time.Duration delay)) {
            vertx.setTimer(Math.max(1, delay.toMillis()), timer -> send(request, reply));
        } else {
            send(request, reply);
        }
    }

    private Reply reply(
            HttpServerRequest request, Map<String, String> params, boolean authorised, Optional<RestFault> fault) {
        if (fault.isPresent() && fault.get() instanceof RestFault.Refused(int status, int code)) {
            return Reply.error(status, code, "Injected");
        }
        boolean refused = fault.isPresent() && fault.get() instanceof RestFault.Unauthorized;
        if (!authorised || refused) return Reply.error(401, 20003, "Authenticate");
        try {
            return resources.answer(request.method().name(), path(request), params);
        } catch (RuntimeException e) {
            return Reply.error(500, 20500, String.valueOf(e));
        }
    }

    private static String path(HttpServerRequest request) {
        return Optional.ofNullable(request.path()).orElse("/");
    }

    private static void send(HttpServerRequest request, Reply reply) {
        if (request.response().closed()) return;
        if (reply.status == 401) request.response().putHeader("WWW-Authenticate", "Basic realm=\"Twilio API\"");
        request.response()
                .setStatusCode(reply.status)
                .putHeader("Content-Type", reply.contentType)
                .end(reply.body);
    }

    private boolean authorised(HttpServerRequest request) {
        String expected = account.accountSid() + ":" + account.authToken();
        String coded = Base64.getEncoder().encodeToString(expected.getBytes(StandardCharsets.UTF_8));
        return ("Basic " + coded).equals(request.getHeader("Authorization"));
    }

    private static Map<String, String> params(HttpServerRequest request, Buffer body) {
        Map<String, String> params = new LinkedHashMap<>();
        MultiMap query = request.params();
        query.forEach(entry -> params.put(entry.getKey(), entry.getValue()));
        String type = Optional.ofNullable(request.getHeader("Content-Type")).orElse("");
        if (!type.startsWith("application/x-www-form-urlencoded") || body.length() == 0) return params;
        for (String pair : body.toString().split("&")) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            params.put(decode(name), decode(value));
        }
        return params;
    }

    private static String decode(String text) {
        return java.net.URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}

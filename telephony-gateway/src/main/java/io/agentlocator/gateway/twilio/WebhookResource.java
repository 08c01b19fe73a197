package io.agentlocator.gateway.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** The webhooks over HTTP. */
@Path("/webhook")
@Consumes(MediaType.WILDCARD)
public class WebhookResource {

    private static final Logger LOG = Logger.getLogger(WebhookResource.class);
    private static final String TEXT_XML = "text/xml; charset=utf-8";

    private final WebhookDesk desk;

    @Inject
    public WebhookResource(WebhookDesk desk) {
        this.desk = desk;
    }

    @GET
    @Path("incoming_call")
    public Response preview(@Context HttpServerRequest http) {
        return response(desk.preview(request(http, new byte[0])));
    }

    @POST
    @Path("incoming_call")
    public Response incomingCall(@Context HttpServerRequest http, byte @Nullable [] body) {
        return answer(Route.INCOMING_CALL, http, body);
    }

    @POST
    @Path("stream_ended")
    public Response streamEnded(@Context HttpServerRequest http, byte @Nullable [] body) {
        return answer(Route.STREAM_ENDED, http, body);
    }

    @POST
    @Path("transfer_ended")
    public Response transferEnded(@Context HttpServerRequest http, byte @Nullable [] body) {
        return answer(Route.TRANSFER_ENDED, http, body);
    }

    @POST
    @Path("handle_recording")
    public Response handleRecording(@Context HttpServerRequest http, byte @Nullable [] body) {
        return answer(Route.HANDLE_RECORDING, http, body);
    }

    @POST
    @Path("recording_status")
    public Response recordingStatus(@Context HttpServerRequest http, byte @Nullable [] body) {
        return answer(Route.RECORDING_STATUS, http, body);
    }

    @POST
    @Path("call_status")
    public Response callStatus(@Context HttpServerRequest http, byte @Nullable [] body) {
        return answer(Route.CALL_STATUS, http, body);
    }

    /** What fails around the desk, such as a body that breaks off, must not become a 500 either. */
    @ServerExceptionMapper
    public Response failed(Throwable failure, @Context HttpServerRequest http) {
        if (failure instanceof WebApplicationException refusal
                && refusal.getResponse().getStatus() < 500) {
            return refusal.getResponse();
        }
        LOG.errorf(failure, "webhook failed before it was read path=%s", http.path());
        return Route.at(http.path())
                .map(route -> response(desk.fallback(route, request(http, new byte[0]))))
                .orElseGet(() -> response(WebhookAnswer.NO_CONTENT));
    }

    private Response answer(Route route, HttpServerRequest http, byte @Nullable [] body) {
        return response(desk.answer(route, request(http, body == null ? new byte[0] : body)));
    }

    private static WebhookRequest request(HttpServerRequest http, byte[] body) {
        return new WebhookRequest(
                http.uri(),
                http.scheme() == null ? "http" : http.scheme(),
                name -> {
                    var values = http.headers().getAll(name);
                    return values.isEmpty() ? null : String.join(",", values);
                },
                body);
    }

    private static Response response(WebhookAnswer answer) {
        var response = Response.status(answer.status()).header(HttpHeaders.CACHE_CONTROL, "no-store");
        String twiml = answer.twiml();
        return twiml == null
                ? response.build()
                : response.entity(twiml.getBytes(UTF_8)).type(TEXT_XML).build();
    }
}

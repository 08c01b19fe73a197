package io.agentlocator.gateway.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.agentlocator.shell.UntrustedText;
import io.agentlocator.twilio.TwilioSignature;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.core.http.HttpMethod;
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
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP resource of the webhooks that {@link WebhookRoute} lists. Twilio sends POST, or GET where the number is configured
 * so. Nothing here blocks, so the event loop answers.
 */
@Path("/webhook/{route: .+}")
@Consumes(MediaType.WILDCARD)
@NonBlocking
public class WebhookResource {

    private static final Logger LOG = Logger.getLogger(WebhookResource.class);
    private static final String TEXT_XML = "text/xml; charset=utf-8";

    private final TwilioWebhooks webhooks;
    private final RequestProof proof;

    @Inject
    public WebhookResource(TwilioWebhooks webhooks, RequestProof proof) {
        this.webhooks = webhooks;
        this.proof = proof;
    }

    @GET
    public Response get(@Context HttpServerRequest http) {
        return answer(http, new byte[0]);
    }

    @POST
    public Response post(@Context HttpServerRequest http, byte @Nullable [] body) {
        return answer(http, body == null ? new byte[0] : body);
    }

    /** A failure before the webhook is read, such as a body that breaks off, must not be answered with 500 either. */
    @ServerExceptionMapper
    public Response failed(Throwable failure, @Context HttpServerRequest http) {
        if (failure instanceof WebApplicationException refusal
                && refusal.getResponse().getStatus() < 500) {
            return refusal.getResponse();
        }
        if (proof.strangersLogged()) {
            LOG.errorf(failure, "webhook failed before it was read path=%s", UntrustedText.inLog(http.path()));
        }
        return WebhookRoute.at(http.path())
                .map(route -> response(webhooks.fallback(route, request(http, new byte[0]))))
                .orElseGet(() -> response(WebhookAnswer.NO_CONTENT));
    }

    private Response answer(HttpServerRequest http, byte[] body) {
        Optional<WebhookRoute> route = WebhookRoute.at(http.path());
        if (route.isEmpty()) {
            return Response.status(Response.Status.NOT_FOUND).build();
        }
        WebhookAnswer answer = webhooks.answer(route.get(), request(http, body));
        // A request with a signature that was not refused has been verified.
        if (answer.status() != WebhookAnswer.FORBIDDEN.status() && http.getHeader(TwilioSignature.HEADER) != null) {
            proof.proven();
        }
        return response(answer);
    }

    private static WebhookRequest request(HttpServerRequest http, byte[] body) {
        return new WebhookRequest(
                !http.method().equals(HttpMethod.POST),
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

package io.agentlocator.crm.rest;

import io.agentlocator.crm.Books;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Objects;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Refusals as JSON: {@code {"error": "…"}}. */
final class Refusals {

    private static final Logger LOG = Logger.getLogger(Refusals.class);

    @ServerExceptionMapper
    Response answerable(Answerable refusal) {
        return json(refusal.status(), Objects.toString(refusal.getMessage()));
    }

    @ServerExceptionMapper
    Response unavailable(Books.Unavailable refusal) {
        LOG.warnf("books cannot be read cause=%s", refusal.getMessage());
        return json(503, "the database does not answer; try again soon");
    }

    private static Response json(int status, String sentence) {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON)
                .entity(Map.of("error", sentence))
                .build();
    }
}

package io.agentlocator.crm.rest;

import io.agentlocator.crm.CrmStore;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Objects;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Errors as JSON: {@code {"error": "…"}}. */
final class ErrorResponses {

    private static final Logger LOG = Logger.getLogger(ErrorResponses.class);

    @ServerExceptionMapper
    Response refused(RequestRefused refusal) {
        return json(refusal.status(), Objects.toString(refusal.getMessage()));
    }

    @ServerExceptionMapper
    Response unavailable(CrmStore.Unavailable refusal) {
        LOG.warnf("the database cannot be read cause=%s", refusal.getMessage());
        return json(503, "the database does not answer; try again soon");
    }

    private static Response json(int status, String sentence) {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON)
                .entity(Map.of("error", sentence))
                .build();
    }
}

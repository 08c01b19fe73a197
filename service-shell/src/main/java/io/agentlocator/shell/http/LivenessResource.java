package io.agentlocator.shell.http;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** {@code /healthz} of every service, besides Quarkus' own health endpoints. */
@Path("/")
public class LivenessResource {

    private final BuildInfo build;

    @Inject
    public LivenessResource(BuildInfo build) {
        this.build = build;
    }

    /** Platforms probe the root path. */
    @GET
    @Produces(MediaType.TEXT_PLAIN)
    public String root() {
        return "AgentLocator " + build.service();
    }

    @GET
    @Path("healthz")
    @Produces(MediaType.TEXT_PLAIN)
    public String healthz() {
        return "ok";
    }
}

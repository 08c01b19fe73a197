package io.agentlocator.shell.operations;

import io.agentlocator.events.LogLine;
import io.agentlocator.events.ServiceState;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code /version} and {@code /readyz} of this service, or of all services where this one collects; and the named log lines
 * of a call, for requests that {@link OperatorProof} accepts.
 */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public class OperationsResource {

    private final StateReports own;
    private final SuiteStates suite;
    private final RecentLogLines lines;
    private final OperationsConfig config;
    private final jakarta.enterprise.inject.Instance<OperatorProof> proof;

    @Inject
    public OperationsResource(
            StateReports own,
            SuiteStates suite,
            RecentLogLines lines,
            OperationsConfig config,
            jakarta.enterprise.inject.Instance<OperatorProof> proof) {
        this.own = own;
        this.suite = suite;
        this.lines = lines;
        this.config = config;
        this.proof = proof;
    }

    @GET
    @Path("version")
    public Map<String, Object> version() {
        ServiceState.Reported self = own.now();
        Map<String, Object> version = new LinkedHashMap<>();
        version.put("app", "AgentLocator");
        version.put("commit", self.commit());
        version.put("build_time", self.buildTime());
        version.put("service", self.service());
        version.put("settings", self.settings());
        if (config.collect()) {
            Map<String, Map<String, String>> settings = new LinkedHashMap<>();
            for (ServiceState.Reported state : suite.alive()) {
                settings.put(state.key(), state.settings());
            }
            version.put("settings", settings);
            version.put(
                    "services",
                    suite.alive().stream().map(OperationsResource::part).toList());
        }
        return version;
    }

    private static Map<String, Object> part(ServiceState.Reported state) {
        Map<String, Object> part = new LinkedHashMap<>();
        part.put("service", state.service());
        part.put("instance", state.instance());
        part.put("commit", state.commit());
        part.put("build_time", state.buildTime());
        part.put("started_at", state.startedAt().toString());
        return part;
    }

    /** 200 if all states are {@code ok} or {@code disabled}, else 503. */
    @GET
    @Path("readyz")
    public Response readyz() {
        Map<String, String> checks =
                config.collect() ? suite.checks() : own.now().checks();
        boolean passes = checks.values().stream().allMatch(Checks::passes);
        return Response.status(passes ? 200 : 503)
                .entity(checks)
                .header("Cache-Control", "no-store")
                .build();
    }

    /**
     * The named lines of one call, or of all calls since a time.
     *
     * @param signature {@code X-Twilio-Signature} over the public URL of this very request
     */
    @GET
    @Path("ops/log")
    public Response log(
            @Context HttpServerRequest request,
            @HeaderParam("X-Twilio-Signature") @Nullable String signature,
            @QueryParam("call_sid") @Nullable String callSid,
            @QueryParam("since") @Nullable String since) {
        if (!config.collect() || !proof.isResolvable()) {
            return Response.status(404).build();
        }
        if (!proof.get().proves(request.uri(), signature)) {
            return Response.status(403).build();
        }
        try {
            List<LogLine.Written> found = callSid != null
                    ? lines.of(callSid)
                    : lines.since(since == null ? Instant.now().minusSeconds(60) : Instant.parse(since));
            return Response.ok(found.stream().map(OperationsResource::line).toList())
                    .header("Cache-Control", "no-store")
                    .build();
        } catch (DateTimeException e) {
            return Response.status(400)
                    .entity(Map.of("error", "since is not a moment as 2026-01-31T10:00:00Z"))
                    .build();
        }
    }

    private static Map<String, String> line(LogLine.Written written) {
        Map<String, String> line = new LinkedHashMap<>();
        line.put("at", written.at().toString());
        line.put("service", written.service());
        line.put("instance", written.instance());
        line.put("name", written.name());
        line.put("line", written.line());
        return line;
    }
}

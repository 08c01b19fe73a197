package io.agentlocator.crm.rest;

import io.agentlocator.crm.CallDetails;
import io.agentlocator.crm.CrmStore;
import io.agentlocator.crm.PriceList;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Calls, the latest first. */
@Path("/api/calls")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "calls")
public class CallsResource {

    private final CrmStore store;
    private final RequestParameters questions;
    private final PriceList prices;

    @Inject
    public CallsResource(CrmStore store, RequestParameters questions, PriceList prices) {
        this.store = store;
        this.questions = questions;
        this.prices = prices;
    }

    @GET
    @Operation(summary = "The latest calls")
    public List<CallDetails.Header> calls(
            @Parameter(description = "1 to 500") @QueryParam("limit") @DefaultValue("50") String limit,
            @Parameter(description = "The caller's number, in any form") @QueryParam("phone") @Nullable String phone) {
        return store.calls(questions.phone(phone), questions.limit(limit));
    }

    @GET
    @Path("{callSid}")
    @Operation(summary = "A call with its turns, recordings, alerts, lead, and what engines did for it")
    public CallView call(@PathParam("callSid") String callSid) {
        return Optional.of(questions.callSid(callSid))
                .flatMap(store::call)
                .map(sheet -> CallView.of(sheet, prices))
                .orElseThrow(() -> new RequestRefused(404, "no such call"));
    }
}

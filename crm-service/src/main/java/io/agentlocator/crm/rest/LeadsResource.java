package io.agentlocator.crm.rest;

import io.agentlocator.crm.CrmStore;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Leads; those that changed last come first. */
@Path("/api/leads")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "leads")
public class LeadsResource {

    private final CrmStore store;
    private final RequestParameters questions;
    private final InstantSource clock;

    @Inject
    public LeadsResource(CrmStore store, RequestParameters questions, InstantSource clock) {
        this.store = store;
        this.questions = questions;
        this.clock = clock;
    }

    @GET
    @Operation(summary = "The leads that changed last")
    public List<LeadView> leads(
            @Parameter(description = "1 to 500") @QueryParam("limit") @DefaultValue("50") String limit,
            @Parameter(description = "The lead's number, in any form") @QueryParam("phone") @Nullable String phone) {
        return store.leads(questions.phone(phone), questions.limit(limit)).stream()
                .map(LeadView::of)
                .toList();
    }

    @GET
    @Path("{id}")
    @Operation(summary = "A lead with what is known of it and from where")
    public LeadView lead(@PathParam("id") String id) {
        return store.lead(questions.leadId(id))
                .map(LeadView::of)
                .orElseThrow(() -> new RequestRefused(404, "no such lead"));
    }

    @DELETE
    @Path("{id}")
    @Operation(
            summary =
                    "Erases all that is personal of a lead and its calls, for good; publishes that to the topic leads")
    public void erase(@PathParam("id") String id) {
        if (!store.erase(questions.leadId(id), clock.instant())) {
            throw new RequestRefused(404, "no such lead");
        }
    }
}

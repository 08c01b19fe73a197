package io.agentlocator.crm.app;

import io.agentlocator.crm.CrmStore;
import io.agentlocator.events.Call;
import io.agentlocator.events.CallOutcome;
import io.agentlocator.events.EventMeta;
import io.agentlocator.events.LeadAnswers;
import io.agentlocator.events.Reply;
import io.agentlocator.events.Transcript;
import io.agentlocator.shell.warmup.WarmUpCall;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Saves a call and rolls it back: proves that the tables exist and can be written. */
@Singleton
class DryRunCall implements WarmUpCall {

    private final Schema schema;
    private final CrmStore store;
    private final InstantSource clock;

    @Inject
    DryRunCall(Schema schema, CrmStore store, InstantSource clock) {
        this.schema = schema;
        this.store = store;
        this.clock = clock;
    }

    @Override
    public @Nullable String hold() {
        if (!schema.ready()) {
            return "the tables are not there yet";
        }
        String call = "warm-up " + UUID.randomUUID();
        var meta = new EventMeta(call, "warm-up", "crm-service", clock.instant(), null);
        // A call without a number has no lead, so two instances do not wait for each other's lock on a lead.
        store.dryRun(
                List.of(
                        new Call.Received(call, "anonymous", "anonymous", Call.Direction.INBOUND, 0),
                        new Transcript.Final(call, 1, "שלום", 1, 0, 500, 100, "warm-up"),
                        new Reply.Sentence(call, 1, 0, 1, "שלום, במה אפשר לעזור?"),
                        new Reply.Completed(call, 1, 1),
                        new CallOutcome.Concluded(call, CallOutcome.Disposition.NO_ANSWERS, LeadAnswers.NONE, "", 1),
                        new Call.Ended(call, "completed", 1)),
                meta);
        return null;
    }
}

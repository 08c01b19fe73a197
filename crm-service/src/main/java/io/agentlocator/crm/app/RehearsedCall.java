package io.agentlocator.crm.app;

import io.agentlocator.crm.Books;
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

/** Enters a call into the books and takes it back: the tables are there and may be written. */
@Singleton
class RehearsedCall implements WarmUpCall {

    private final Schema schema;
    private final Books books;
    private final InstantSource clock;

    @Inject
    RehearsedCall(Schema schema, Books books, InstantSource clock) {
        this.schema = schema;
        this.books = books;
        this.clock = clock;
    }

    @Override
    public @Nullable String hold() {
        if (!schema.ready()) {
            return "the tables are not there yet";
        }
        String call = "warm-up " + UUID.randomUUID();
        var meta = new EventMeta(call, "warm-up", "crm-service", clock.instant(), null);
        // Without a number there is no lead, whose row another one's rehearsal would have to wait for.
        books.rehearse(
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

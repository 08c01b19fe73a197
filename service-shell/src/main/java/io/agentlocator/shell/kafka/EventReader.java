package io.agentlocator.shell.kafka;

import io.agentlocator.events.DecodedRecord;
import io.agentlocator.events.EventCodec;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Decodes records. Unknown types are skipped; unreadable records are published to the dead letters. Never throws. */
@ApplicationScoped
public class EventReader {

    private final DeadLetters deadLetters;
    private final TurnTraces traces;

    @Inject
    public EventReader(DeadLetters deadLetters, TurnTraces traces) {
        this.deadLetters = deadLetters;
        this.traces = traces;
    }

    /** Decodes without traces. */
    public EventReader(DeadLetters deadLetters) {
        this(deadLetters, TurnTraces.NONE);
    }

    public Optional<ReceivedEvent> read(ConsumerRecord<String, byte[]> record) {
        return switch (EventCodec.decode(record)) {
            case DecodedRecord.Known known -> {
                traces.read(known.event(), known.meta());
                yield Optional.of(new ReceivedEvent(known.meta(), known.event(), record.partition()));
            }
            case DecodedRecord.Unreadable unreadable -> {
                deadLetters.publish(record, unreadable.type() + ": " + unreadable.cause());
                yield Optional.empty();
            }
            case DecodedRecord.Unknown unknown -> Optional.empty();
            case DecodedRecord.Erased erased -> Optional.empty();
        };
    }
}

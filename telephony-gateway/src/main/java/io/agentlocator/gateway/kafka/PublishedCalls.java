package io.agentlocator.gateway.kafka;

import io.agentlocator.events.Call;
import io.agentlocator.events.Message;
import io.agentlocator.gateway.CallAnnouncements;
import io.agentlocator.gateway.MessageAnnouncements;
import io.agentlocator.shell.kafka.EventPublisher;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/**
 * Announces on {@code calls} and {@code messages}. What happens once in the life of a call or message has an id made of
 * what it tells: where the same webhook came to two instances, whoever reads both copies knows them for one.
 */
@ApplicationScoped
public class PublishedCalls implements CallAnnouncements, MessageAnnouncements {

    private final EventPublisher publisher;

    @Inject
    public PublishedCalls(EventPublisher publisher) {
        this.publisher = publisher;
    }

    /** The publisher is opened by its first use, and that shall not be a caller's. */
    void open(@Observes StartupEvent starting) {
        publisher.behind();
    }

    @Override
    public void announce(Call event) {
        String sid = event.callSid();
        switch (event) {
            case Call.Received received -> publisher.publishAcked(event, sid + ":received");
            case Call.Answered answered -> publisher.publishAcked(event, sid + ":answered");
            case Call.Ended ended -> publisher.publishAcked(event, sid + ":ended");
            case Call.RecordingReceived recording ->
                publisher.publishAcked(event, sid + ":recording:" + recording.recordingSid());
            case Call.StreamEnded ended -> publisher.publish(event);
            case Call.ReplyPlaying playing -> publisher.publish(event);
        }
    }

    @Override
    public void announce(Message event) {
        switch (event) {
            case Message.Received received -> publisher.publishAcked(event, received.messageSid() + ":received");
            case Message.StatusChanged changed ->
                publisher.publishAcked(event, changed.messageSid() + ":" + changed.status());
        }
    }
}

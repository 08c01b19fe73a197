package io.agentlocator.gateway.kafka;

import io.agentlocator.events.Call;
import io.agentlocator.events.Message;
import io.agentlocator.gateway.CallPublisher;
import io.agentlocator.gateway.MessagePublisher;
import io.agentlocator.shell.kafka.EventPublisher;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/**
 * Publishes to {@code calls} and {@code messages}. An event that happens once in a call or message has an id made of its
 * content. When two instances receive the same webhook, both copies have the same id and consumers can drop one.
 */
@ApplicationScoped
public class GatewayPublisher implements CallPublisher, MessagePublisher {

    private final EventPublisher publisher;

    @Inject
    public GatewayPublisher(EventPublisher publisher) {
        this.publisher = publisher;
    }

    /** Creates the publisher at start, so that the first call does not wait for it. */
    void open(@Observes StartupEvent starting) {
        publisher.behind();
    }

    @Override
    public void publish(Call event) {
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
    public void publish(Message event) {
        switch (event) {
            case Message.Received received -> publisher.publishAcked(event, received.messageSid() + ":received");
            case Message.StatusChanged changed ->
                publisher.publishAcked(event, changed.messageSid() + ":" + changed.status());
        }
    }
}

package io.agentlocator.media.twilio;

import io.agentlocator.media.LiveStream;
import io.agentlocator.media.LoopbackTick;
import io.agentlocator.media.MediaInput;
import io.agentlocator.media.SharedTick;
import io.agentlocator.shell.LineBudget;
import io.agentlocator.shell.UntrustedText;
import io.agentlocator.twilio.TwilioSignature;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnError;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.core.http.HttpClosedException;
import jakarta.inject.Inject;
import org.jboss.logging.Logger;

/**
 * The endpoint on which Twilio opens its media streams. The upgrade is always accepted; the call proves itself in {@code
 * start}. On the event loop it only parses messages and queues them for their stream.
 */
@WebSocket(path = "/ws/twilio-media")
public class TwilioSocket {

    /**
     * An upgrade with this header only tests whether the socket opens, and is closed at once. With the password of {@link
     * LoopbackTick} it makes a whole test call.
     */
    public static final String SELF_TEST_HEADER = "X-AgentLocator-Self-Test";

    private static final Logger LOG = Logger.getLogger(TwilioSocket.class);
    private static final TypedKey<Peer> PEER = new TypedKey<>("peer");

    private final SharedTick tick;
    private final LoopbackTick loopback;
    private final StreamProof proof;
    private final UpgradeSignature signature;
    private final LineBudget strangers;

    private record Peer(TwilioLine line, LiveStream stream) {}

    @Inject
    public TwilioSocket(
            SharedTick tick,
            LoopbackTick loopback,
            StreamProof proof,
            UpgradeSignature signature,
            LineBudget strangers) {
        this.strangers = strangers;
        this.tick = tick;
        this.loopback = loopback;
        this.proof = proof;
        this.signature = signature;
    }

    @OnOpen
    @NonBlocking
    void opened(WebSocketConnection connection) {
        String selfTest = connection.handshakeRequest().header(SELF_TEST_HEADER);
        var line = new TwilioLine(connection, selfTest != null || strangers.logs());
        if (selfTest != null) {
            if (loopback.admits(selfTest)) {
                connection.userData().put(PEER, new Peer(line, loopback.tick().opened(line)));
            } else {
                line.close();
            }
            return;
        }
        connection.userData().put(PEER, new Peer(line, tick.opened(line)));
        if (line.logged()) {
            logConnected(connection);
        }
    }

    private void logConnected(WebSocketConnection connection) {
        LOG.infof(
                "WS_CONNECTED path=%s status=101 subprotocol=%s signature=%s connection=%s",
                UntrustedText.inLog(connection.handshakeRequest().path()),
                UntrustedText.inLog(connection.subprotocol()),
                signature.verdict(connection.handshakeRequest().header(TwilioSignature.HEADER)),
                connection.id());
    }

    @OnTextMessage
    @NonBlocking
    void message(String text, WebSocketConnection connection) {
        Peer peer = connection.userData().get(PEER);
        if (peer == null) {
            return;
        }
        switch (TwilioWire.read(text)) {
            case TwilioMessage.Media media ->
                peer.stream.enqueue(new MediaInput.Frame(media.chunk(), media.timestampMs(), media.mulaw()));
            case TwilioMessage.Mark mark -> peer.stream.enqueue(new MediaInput.PlayedUpTo(mark.name()));
            case TwilioMessage.Dtmf dtmf -> peer.stream.enqueue(new MediaInput.Digit(dtmf.digit()));
            case TwilioMessage.Start start -> start(start, peer, connection);
            case TwilioMessage.Stop stop -> peer.stream.enqueue(new MediaInput.Stopped());
            case TwilioMessage.Connected connected -> {}
            case TwilioMessage.Unknown unknown ->
                LOG.debugf(
                        "unknown event skipped event=%s connection=%s",
                        UntrustedText.inLog(unknown.event()), connection.id());
            case TwilioMessage.Garbled garbled -> {
                LOG.debugf("garbled message dropped cause=%s connection=%s", garbled.cause(), connection.id());
                peer.stream.enqueue(new MediaInput.Garbled());
            }
        }
    }

    private void start(TwilioMessage.Start start, Peer peer, WebSocketConnection connection) {
        if (peer.line.started()) {
            peer.stream.enqueue(new MediaInput.Garbled());
            return;
        }
        proof.refusal(start.callSid(), start.token())
                .ifPresentOrElse(
                        cause -> {
                            if (strangers.logs()) {
                                LOG.warnf(
                                        "stream refused cause=%s stream_sid=%s connection=%s",
                                        cause, start.streamSid(), connection.id());
                            }
                            peer.stream.enqueue(new MediaInput.Refused());
                        },
                        () -> {
                            if (!peer.line.logged()) {
                                logConnected(connection);
                            }
                            peer.line.startedAs(start.streamSid());
                            peer.stream.enqueue(new MediaInput.Started(start.callSid(), start.streamSid()));
                        });
    }

    @OnClose
    @NonBlocking
    void closed(WebSocketConnection connection) {
        Peer peer = connection.userData().get(PEER);
        if (peer != null) {
            peer.stream.enqueue(new MediaInput.SocketClosed());
        }
    }

    @OnError
    @NonBlocking
    void failed(Throwable failure, WebSocketConnection connection) {
        // WS_STOP logs what the loss of a peer means for the call.
        if (failure instanceof HttpClosedException) {
            LOG.debugf("socket error connection=%s cause=%s", connection.id(), failure.toString());
        } else if (strangers.logs()) {
            LOG.warnf("socket error connection=%s cause=%s", connection.id(), UntrustedText.inLog(failure.toString()));
        }
    }
}

package io.agentlocator.media.twilio;

import io.agentlocator.media.CallerLine;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.WebSocketConnection;
import io.vertx.core.buffer.Buffer;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Sends to Twilio's socket: sound as {@code media}, and {@code mark} and {@code clear}. */
final class TwilioLine implements CallerLine {

    private static final Logger LOG = Logger.getLogger(TwilioLine.class);
    /** A tick sends one message, so this is several seconds of sound. */
    private static final int MOST_IN_FLIGHT = 200;

    private static final CloseReason NORMAL_CLOSURE = new CloseReason(1000);

    private final WebSocketConnection connection;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final boolean logged;
    private volatile @Nullable String streamSid;

    /** @param logged whether the stream is logged even before it has proved its call */
    TwilioLine(WebSocketConnection connection, boolean logged) {
        this.connection = connection;
        this.logged = logged;
    }

    @Override
    public boolean logged() {
        return logged || started();
    }

    /** Until then nothing can be sent. */
    void startedAs(String streamSid) {
        this.streamSid = streamSid;
    }

    boolean started() {
        return streamSid != null;
    }

    @Override
    public void play(byte[] mulaw) {
        String sid = streamSid;
        if (sid != null) {
            send(TwilioWire.media(sid, mulaw));
        }
    }

    @Override
    public void notifyWhenPlayed(String label) {
        String sid = streamSid;
        if (sid != null) {
            send(TwilioWire.mark(sid, label));
        }
    }

    @Override
    public void dropUnheard() {
        String sid = streamSid;
        if (sid != null) {
            send(TwilioWire.clear(sid));
        }
    }

    @Override
    public void ping() {
        if (connection.isOpen()) {
            connection.sendPing(Buffer.buffer("alive")).subscribe().with(done -> {}, this::failed);
        }
    }

    @Override
    public void close() {
        if (connection.isOpen()) {
            // Any other code shows as error 31921 in the Twilio account.
            connection.close(NORMAL_CLOSURE).subscribe().with(done -> {}, this::failed);
        }
    }

    @Override
    public boolean stuck() {
        return inFlight.get() > MOST_IN_FLIGHT;
    }

    private void send(String text) {
        if (!connection.isOpen()) {
            return;
        }
        inFlight.incrementAndGet();
        connection
                .sendText(text)
                .onTermination()
                .invoke(inFlight::decrementAndGet)
                .subscribe()
                .with(done -> {}, this::failed);
    }

    private void failed(Throwable failure) {
        LOG.debugf("not sent stream_sid=%s cause=%s", streamSid, failure.toString());
    }
}

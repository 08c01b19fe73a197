package io.agentlocator.testbed.twilio.media;

import io.agentlocator.testbed.sound.SoundTrack;
import io.agentlocator.testbed.twilio.report.HeardStretch;
import io.agentlocator.testbed.twilio.report.Notification;
import io.agentlocator.testbed.twilio.report.Sids;
import io.agentlocator.testbed.twilio.report.StreamEnd;
import io.agentlocator.testbed.twilio.report.StreamReport;
import io.agentlocator.testbed.twilio.report.TimelineEvent;
import io.agentlocator.testbed.twilio.twiml.Verb;
import io.vertx.core.http.WebSocket;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Twilio's end of a bidirectional media stream: sends the caller's sound, receives the agent's and plays it in real time. */
public final class SimulatedStream implements AgentSound, CallerInput {
    private static final int REMEMBERED_FAULTS = 100;

    private final String streamSid = Sids.of("MZ");
    private final StreamedCall call;
    private final Verb.Stream stream;
    private final String url;
    private final Optional<StreamFault> fault;
    private final Consumer<StreamEnd> whenOver;
    private final StreamMessages messages;
    private final StreamCallback callback;
    private final PlayoutBuffer playout = new PlayoutBuffer();
    private final StreamCounts counts = new StreamCounts();
    private final Set<Integer> noted = new HashSet<>();
    private final ByteArrayOutputStream unsent = new ByteArrayOutputStream();
    private Optional<WebSocket> socket = Optional.empty();
    private boolean over;
    private boolean frozen;
    private Duration sent = Duration.ZERO;

    /** @param whenOver called once with the reason, unless the stream was stopped from this side */
    public SimulatedStream(
            StreamedCall call,
            Verb.Stream stream,
            String url,
            StreamCallback callback,
            Optional<StreamFault> fault,
            Consumer<StreamEnd> whenOver) {
        this.call = call;
        this.stream = stream;
        this.url = url;
        this.callback = callback;
        this.fault = fault;
        this.whenOver = whenOver;
        this.messages = new StreamMessages(call.accountSid(), call.callSid(), streamSid);
    }

    public void connect(StreamSockets sockets) {
        call.emit(new TimelineEvent.StreamConnecting(call.now(), streamSid, url));
        if (fault.isPresent() && fault.get() instanceof StreamFault.NeverConnects(Duration hold)) {
            call.later(hold, () -> failed(new StreamSockets.Refused(31901, 0, "connection timed out")));
            return;
        }
        sockets.open(url).onSuccess(this::opened).onFailure(e -> failed(StreamSockets.reason(e)));
    }

    private void failed(StreamSockets.Refused refused) {
        if (over) return;
        call.notify(refused.code(), Notification.Level.ERROR, refused.why() + " url=" + url);
        callback.tell(streamSid, "stream-error", refused.code() + " " + refused.why());
        finish(StreamEnd.HANDSHAKE_FAILED, refused.status());
        whenOver.accept(StreamEnd.HANDSHAKE_FAILED);
    }

    private void opened(WebSocket opened) {
        if (over) {
            opened.close((short) 1000);
            return;
        }
        socket = Optional.of(opened);
        opened.textMessageHandler(this::text);
        opened.binaryMessageHandler(bytes -> {
            if (!frozen && !over) note(31950, Notification.Level.WARNING, "binary message");
        });
        opened.exceptionHandler(this::broken);
        opened.closeHandler(nothing -> serverClosed(opened));
        counts.subprotocol = Optional.ofNullable(opened.subProtocol()).orElse("");
        send(StreamMessages.CONNECTED);
        if (fault.isPresent() && fault.get() instanceof StreamFault.NeverStarts) return;
        send(messages.start(stream.parameters()));
        counts.opened = Optional.of(call.now());
        call.audio().listen(this);
        call.audio().play(this);
        call.emit(new TimelineEvent.StreamOpened(call.now(), streamSid, counts.subprotocol));
        callback.tell(streamSid, "stream-started", "");
        fault.ifPresent(this::schedule);
    }

    private void schedule(StreamFault injected) {
        switch (injected) {
            case StreamFault.Drops(Duration after) -> call.later(after, this::drop);
            case StreamFault.HalfOpen(Duration after) -> call.later(after, this::freeze);
            case StreamFault.NoMedia noMedia -> {}
            case StreamFault.NeverConnects neverConnects -> {}
            case StreamFault.NeverStarts neverStarts -> {}
        }
    }

    /** Resets the connection without a close frame, as a broken network does. */
    public void drop() {
        if (over) return;
        finish(StreamEnd.FAULT, 1006);
        socket.ifPresent(StreamSockets::reset);
        callback.tell(streamSid, "stream-error", "31903 connection lost");
        call.notify(31903, Notification.Level.ERROR, "WebSocket broken pipe");
        whenOver.accept(StreamEnd.FAULT);
    }

    /** Stops sending and reading; the connection stays open. */
    public void freeze() {
        frozen = true;
        socket.ifPresent(WebSocket::pause);
    }

    /** Ends the stream from Twilio's side: {@code stop}, then the close frame. */
    public void stop(StreamEnd why) {
        if (over) return;
        int code = socket.isPresent() ? 1000 : 0;
        boolean started = counts.opened.isPresent();
        if (started) send(messages.stop());
        finish(why, code);
        socket.ifPresent(open -> {
            if (frozen) StreamSockets.reset(open);
            else open.close((short) 1000);
        });
        if (started) callback.tell(streamSid, "stream-stopped", "");
    }

    @Override
    public void frame(byte[] mulaw, boolean audible) {
        if (over || frozen || mediaWithheld()) return;
        sent = sent.plus(SoundTrack.FRAME);
        int size = call.frameBytes();
        if (size == mulaw.length) {
            media(mulaw);
            return;
        }
        unsent.writeBytes(mulaw);
        while (unsent.size() >= size) {
            byte[] held = unsent.toByteArray();
            media(java.util.Arrays.copyOf(held, size));
            unsent.reset();
            unsent.write(held, size, held.length - size);
        }
    }

    private boolean mediaWithheld() {
        return fault.isPresent()
                && fault.get() instanceof StreamFault.NoMedia(Duration after)
                && sent.compareTo(after) >= 0;
    }

    private void media(byte[] mulaw) {
        if (socket.isPresent() && socket.get().writeQueueFull()) {
            counts.mediaDropped++;
            note(31930, Notification.Level.WARNING, "inbound audio dropped: the server reads too slowly");
            return;
        }
        counts.mediaSent++;
        send(messages.media(mulaw));
    }

    @Override
    public void digit(char digit) {
        if (!over && !frozen) send(messages.dtmf(digit));
    }

    @Override
    public byte[] frame() {
        return playout.frame();
    }

    @Override
    public void heardSoFar() {
        for (String name : playout.due()) returnMark(name, false);
    }

    @Override
    public HeardStretch.Source source() {
        return new HeardStretch.Source.Stream(streamSid);
    }

    public StreamReport report() {
        return counts.report(streamSid, url, stream);
    }

    private void text(String text) {
        if (over || frozen) return;
        switch (ServerMessage.read(text, streamSid)) {
            case ServerMessage.Media(byte[] mulaw) -> {
                if (counts.mediaReceived++ == 0) call.emit(new TimelineEvent.MediaArrived(call.now(), streamSid));
                counts.bytesReceived += mulaw.length;
                if (!playout.add(mulaw)) {
                    note(31931, Notification.Level.WARNING, "more than 10 minutes of audio buffered");
                }
            }
            case ServerMessage.Mark(String name) -> {
                counts.marks.add(name);
                call.emit(new TimelineEvent.MarkArrived(call.now(), streamSid, name, playout.buffered()));
                if (playout.mark(name)) returnMark(name, false);
            }
            case ServerMessage.Clear() -> {
                counts.clears++;
                call.emit(new TimelineEvent.BufferCleared(call.now(), streamSid, playout.buffered()));
                for (String name : playout.clear()) returnMark(name, true);
            }
            case ServerMessage.Invalid(String why) -> {
                if (counts.invalid.size() < REMEMBERED_FAULTS) counts.invalid.add(why);
                note(31951, Notification.Level.WARNING, "invalid message: " + why);
            }
        }
    }

    private void returnMark(String name, boolean flushed) {
        call.emit(new TimelineEvent.MarkReturned(call.now(), streamSid, name, flushed));
        send(messages.mark(name));
    }

    private void broken(Throwable e) {
        if (over || !StreamSockets.isProtocolError(e)) return;
        call.notify(31924, Notification.Level.ERROR, "WebSocket protocol error: " + e.getMessage());
        callback.tell(streamSid, "stream-error", "31924 protocol error");
        finish(StreamEnd.PROTOCOL_ERROR, 1002);
        socket.ifPresent(StreamSockets::reset);
        whenOver.accept(StreamEnd.PROTOCOL_ERROR);
    }

    private void serverClosed(WebSocket closed) {
        if (over) return;
        Short code = closed.closeStatusCode();
        if (code == null || code == 1006) {
            call.notify(31903, Notification.Level.ERROR, "WebSocket broken pipe");
            callback.tell(streamSid, "stream-error", "31903 connection lost");
            finish(StreamEnd.SERVER_DROPPED, 1006);
            whenOver.accept(StreamEnd.SERVER_DROPPED);
            return;
        }
        if (code != 1000 && code != 1001 && code != 1005) {
            call.notify(31921, Notification.Level.ERROR, "WebSocket close error " + code);
            callback.tell(streamSid, "stream-error", "31921 close error " + code);
        } else {
            callback.tell(streamSid, "stream-stopped", "");
        }
        finish(StreamEnd.SERVER_CLOSED, code);
        whenOver.accept(StreamEnd.SERVER_CLOSED);
    }

    private void finish(StreamEnd end, int code) {
        over = true;
        counts.closed = Optional.of(call.now());
        counts.end = Optional.of(end);
        counts.closeCode = code;
        if (counts.opened.isPresent()) {
            call.audio().stopListening();
            call.audio().stopPlaying();
        }
        call.emit(new TimelineEvent.StreamClosed(call.now(), streamSid, end, code, playout.buffered()));
    }

    private void note(int code, Notification.Level level, String message) {
        if (noted.add(code)) call.notify(code, level, message + " stream_sid=" + streamSid);
    }

    private void send(String message) {
        if (!frozen) socket.ifPresent(open -> open.writeTextMessage(message));
    }
}

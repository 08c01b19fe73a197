package io.agentlocator.media;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One stream as {@link SharedTick} keeps it: its socket, its mail, its machine. {@link #tell} is for all threads, the
 * rest for the tick's.
 */
public final class LiveStream {

    final CallerLine line;
    final Mailbox mailbox;
    final Ear ear;
    final AtomicBoolean urgent = new AtomicBoolean();
    MediaStream machine;

    @Nullable
    String callSid;

    @Nullable
    String streamSid;

    LiveStream(CallerLine line, Mailbox mailbox, Ear ear, MediaStream machine) {
        this.line = line;
        this.mailbox = mailbox;
        this.ear = ear;
        this.machine = machine;
    }

    /** Puts it into the stream's mailbox; the next tick acts on it. */
    public void tell(MediaInput input) {
        mailbox.put(input);
    }

    /** The call's sid where it is known, for logs. */
    String call() {
        return callSid == null ? "-" : callSid;
    }

    String stream() {
        return streamSid == null ? "-" : streamSid;
    }
}

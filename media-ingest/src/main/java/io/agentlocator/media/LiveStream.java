package io.agentlocator.media;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One stream as {@link SharedTick} keeps it: its socket, its queue of inputs, its state. Any thread may call {@link
 * #enqueue}; the rest belongs to the tick's thread.
 */
public final class LiveStream {

    final CallerLine line;
    final InputQueue inputs;
    final VoiceActivityWindows windows;
    final AtomicBoolean urgent = new AtomicBoolean();
    MediaStream machine;

    @Nullable
    String callSid;

    @Nullable
    String streamSid;

    LiveStream(CallerLine line, InputQueue inputs, VoiceActivityWindows windows, MediaStream machine) {
        this.line = line;
        this.inputs = inputs;
        this.windows = windows;
        this.machine = machine;
    }

    /** Queues an input for the stream; the next tick processes it. */
    public void enqueue(MediaInput input) {
        inputs.put(input);
    }

    /** The call's sid for logs; {@code -} where it is not known yet. */
    String call() {
        return callSid == null ? "-" : callSid;
    }

    String stream() {
        return streamSid == null ? "-" : streamSid;
    }
}

package io.agentlocator.testbed.twilio.media;

import io.agentlocator.testbed.sound.Mulaw;
import io.agentlocator.testbed.sound.SoundTrack;
import io.agentlocator.testbed.twilio.report.SpokenLine;
import io.agentlocator.testbed.twilio.report.TimelineEvent;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** The sound of a call in both directions, 20 ms at a time. On the event loop; the tracks may be read on any thread. */
public final class CallAudio {
    private record Line(String what, byte[] mulaw, CompletableFuture<SpokenLine> said) {}

    private final SoundTrack caller;
    private final SoundTrack agent;
    private final Consumer<TimelineEvent> events;
    private final HeardStretches stretches;
    private final Deque<Line> lines = new ArrayDeque<>();
    private Optional<AgentSound> playing = Optional.empty();
    private Optional<CallerInput> listener = Optional.empty();
    private Optional<Duration> lineStarted = Optional.empty();
    private Duration lineAudible = Duration.ZERO;
    private int lineAt;
    private int frames;

    public CallAudio(double audibleRms, Duration heardGap, Consumer<TimelineEvent> events) {
        this.caller = new SoundTrack(audibleRms);
        this.agent = new SoundTrack(audibleRms);
        this.events = events;
        this.stretches = new HeardStretches(heardGap, events);
    }

    public SoundTrack caller() {
        return caller;
    }

    public SoundTrack agent() {
        return agent;
    }

    public int frames() {
        return frames;
    }

    /** Advances both directions by one frame. */
    public void frame() {
        playing.ifPresent(AgentSound::heardSoFar);
        Duration at = SoundTrack.FRAME.multipliedBy(frames);
        byte[] toCaller = playing.map(AgentSound::frame).orElseGet(() -> Mulaw.silence(SoundTrack.FRAME_BYTES));
        boolean heard = agent.add(toCaller);
        stretches.frame(at, heard, playing.map(AgentSound::source));
        byte[] fromCaller = callerFrame(at);
        boolean audible = caller.add(fromCaller);
        if (audible && lineStarted.isPresent()) lineAudible = at.plus(SoundTrack.FRAME);
        frames++;
        listener.ifPresent(listening -> listening.frame(fromCaller, audible));
    }

    public void play(AgentSound sound) {
        playing = Optional.of(sound);
    }

    public void stopPlaying() {
        playing = Optional.empty();
    }

    public void listen(CallerInput taking) {
        listener = Optional.of(taking);
    }

    public void stopListening() {
        listener = Optional.empty();
    }

    public Optional<CallerInput> listener() {
        return listener;
    }

    /** Queues words of the caller. */
    public void say(String what, byte[] mulaw, CompletableFuture<SpokenLine> said) {
        lines.add(new Line(what, mulaw, said));
    }

    public boolean saying() {
        return !lines.isEmpty();
    }

    /** Stops speaking at once and drops the queued words. */
    public void stopSaying() {
        Duration now = SoundTrack.FRAME.multipliedBy(frames);
        while (!lines.isEmpty()) lineSaid(lines.remove(), now);
    }

    public void close() {
        stopSaying();
        stretches.close();
        playing = Optional.empty();
        listener = Optional.empty();
    }

    private byte[] callerFrame(Duration at) {
        byte[] frame = Mulaw.silence(SoundTrack.FRAME_BYTES);
        int filled = 0;
        while (filled < frame.length && !lines.isEmpty()) {
            Line line = lines.element();
            if (lineStarted.isEmpty()) {
                lineStarted = Optional.of(at);
                lineAudible = at;
                events.accept(new TimelineEvent.SaidStarted(at, line.what));
            }
            int taken = Math.min(frame.length - filled, line.mulaw.length - lineAt);
            System.arraycopy(line.mulaw, lineAt, frame, filled, taken);
            filled += taken;
            lineAt += taken;
            if (lineAt < line.mulaw.length) break;
            // The last frame must count before the line is closed, so its energy is measured here.
            if (caller.isAudible(frame)) lineAudible = at.plus(SoundTrack.FRAME);
            lines.remove();
            lineSaid(line, at.plus(SoundTrack.FRAME));
        }
        return frame;
    }

    private void lineSaid(Line line, Duration to) {
        Duration from = lineStarted.orElse(to);
        SpokenLine said = new SpokenLine(line.what, from, to, lineStarted.isPresent() ? lineAudible : to);
        if (lineStarted.isPresent()) events.accept(new TimelineEvent.SaidStopped(to, said));
        lineStarted = Optional.empty();
        lineAt = 0;
        line.said.complete(said);
    }
}

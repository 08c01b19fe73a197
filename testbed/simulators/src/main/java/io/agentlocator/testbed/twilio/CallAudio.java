package io.agentlocator.testbed.twilio;

import io.agentlocator.testbed.twilio.sound.Mulaw;
import io.agentlocator.testbed.twilio.sound.SoundTrack;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** The sound of a call, both ways, 20 ms at a time from dialling to end. On the event loop; the tracks may be read anywhere. */
final class CallAudio {
    private record Line(String what, byte[] mulaw, CompletableFuture<Said> said) {}

    private final SoundTrack caller;
    private final SoundTrack agent;
    private final Consumer<CallEvent> events;
    private final HeardStretches stretches;
    private final Deque<Line> lines = new ArrayDeque<>();
    private Optional<AgentSound> playing = Optional.empty();
    private Optional<CallerEar> ear = Optional.empty();
    private Optional<Duration> lineStarted = Optional.empty();
    private Duration lineAudible = Duration.ZERO;
    private int lineAt;
    private int frames;

    CallAudio(SimulatorConfig config, Consumer<CallEvent> events) {
        this.caller = new SoundTrack(config.audibleRms());
        this.agent = new SoundTrack(config.audibleRms());
        this.events = events;
        this.stretches = new HeardStretches(config.heardGap(), events);
    }

    SoundTrack caller() {
        return caller;
    }

    SoundTrack agent() {
        return agent;
    }

    int frames() {
        return frames;
    }

    /** Moves both sides on by one frame. */
    void frame() {
        playing.ifPresent(AgentSound::heardSoFar);
        Duration at = SoundTrack.FRAME.multipliedBy(frames);
        byte[] toCaller = playing.map(AgentSound::frame).orElseGet(() -> Mulaw.silence(SoundTrack.FRAME_BYTES));
        boolean heard = agent.add(toCaller);
        stretches.frame(at, heard, playing.map(AgentSound::source));
        byte[] fromCaller = callerFrame(at);
        boolean audible = caller.add(fromCaller);
        if (audible && lineStarted.isPresent()) lineAudible = at.plus(SoundTrack.FRAME);
        frames++;
        ear.ifPresent(listening -> listening.frame(fromCaller, audible));
    }

    void play(AgentSound sound) {
        playing = Optional.of(sound);
    }

    void quiet() {
        playing = Optional.empty();
    }

    void listen(CallerEar taking) {
        ear = Optional.of(taking);
    }

    void deafen() {
        ear = Optional.empty();
    }

    Optional<CallerEar> ear() {
        return ear;
    }

    /** Queues words behind those not yet said. */
    void say(String what, byte[] mulaw, CompletableFuture<Said> said) {
        lines.add(new Line(what, mulaw, said));
    }

    boolean saying() {
        return !lines.isEmpty();
    }

    /** Breaks off in mid-word and forgets what was queued. */
    void stopSaying() {
        Duration now = SoundTrack.FRAME.multipliedBy(frames);
        while (!lines.isEmpty()) lineSaid(lines.remove(), now);
    }

    void close() {
        stopSaying();
        stretches.close();
        playing = Optional.empty();
        ear = Optional.empty();
    }

    private byte[] callerFrame(Duration at) {
        byte[] frame = Mulaw.silence(SoundTrack.FRAME_BYTES);
        int filled = 0;
        while (filled < frame.length && !lines.isEmpty()) {
            Line line = lines.element();
            if (lineStarted.isEmpty()) {
                lineStarted = Optional.of(at);
                lineAudible = at;
                events.accept(new CallEvent.SaidStarted(at, line.what));
            }
            int taken = Math.min(frame.length - filled, line.mulaw.length - lineAt);
            System.arraycopy(line.mulaw, lineAt, frame, filled, taken);
            filled += taken;
            lineAt += taken;
            if (lineAt < line.mulaw.length) break;
            // The last frame counts before the line is closed, so its energy is judged here already.
            if (caller.isAudible(frame)) lineAudible = at.plus(SoundTrack.FRAME);
            lines.remove();
            lineSaid(line, at.plus(SoundTrack.FRAME));
        }
        return frame;
    }

    private void lineSaid(Line line, Duration to) {
        Duration from = lineStarted.orElse(to);
        Said said = new Said(line.what, from, to, lineStarted.isPresent() ? lineAudible : to);
        if (lineStarted.isPresent()) events.accept(new CallEvent.SaidStopped(to, said));
        lineStarted = Optional.empty();
        lineAt = 0;
        line.said.complete(said);
    }
}

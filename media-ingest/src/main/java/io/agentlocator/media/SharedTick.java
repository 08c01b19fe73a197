package io.agentlocator.media;

import io.agentlocator.events.AgentAudio;
import io.agentlocator.events.MediaEvent;
import io.agentlocator.media.MediaStep.Counted;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The one clock and the one thread of all media streams of this process. Each tick runs voice activity once over all
 * streams, publishes all callers' sound together, and paces all agents' sound. The cost of publishing and of the model
 * follows the number of requests, not of bytes.
 *
 * <p>The agent's sound does not wait for the tick, so that a reply begins and a cut happens at once.
 */
public final class SharedTick implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(SharedTick.class.getName());
    /** A thread that is more ticks late than this skips them. */
    private static final int MOST_TO_CATCH_UP = 5;

    private final Duration tick;
    private final Duration mostSoundWaiting;
    private final MediaSettings settings;
    private final VoiceActivity voiceActivity;
    private final Reports reports;
    private final MediaCounters counters;
    private final LongSupplier nanoClock;
    private final Level streamLogLevel;
    private final long startedNanos;
    private final Set<LiveStream> streams = ConcurrentHashMap.newKeySet();
    private final Map<String, LiveStream> newestOfCall = new ConcurrentHashMap<>();
    private final BlockingQueue<LiveStream> urgent = new LinkedBlockingQueue<>();
    private volatile boolean closing;
    private volatile @Nullable Thread thread;

    /**
     * @param nanoClock as {@link System#nanoTime}; a test may set it and call {@link #tickNow} itself
     * @param streamLogLevel the level at which the start and the end of streams are logged
     */
    SharedTick(
            Duration tick,
            Duration mostSoundWaiting,
            MediaSettings settings,
            VoiceActivity voiceActivity,
            Reports reports,
            MediaCounters counters,
            LongSupplier nanoClock,
            Level streamLogLevel) {
        this.tick = tick;
        this.mostSoundWaiting = mostSoundWaiting;
        this.settings = settings;
        this.voiceActivity = voiceActivity;
        this.reports = reports;
        this.counters = counters;
        this.nanoClock = nanoClock;
        this.streamLogLevel = streamLogLevel;
        this.startedNanos = nanoClock.getAsLong();
    }

    /** @param nanoClock as {@link System#nanoTime}; a test may set it and call {@link #tickNow} itself */
    public SharedTick(
            Duration tick,
            Duration mostSoundWaiting,
            MediaSettings settings,
            VoiceActivity voiceActivity,
            Reports reports,
            MediaCounters counters,
            LongSupplier nanoClock) {
        this(tick, mostSoundWaiting, settings, voiceActivity, reports, counters, nanoClock, Level.INFO);
    }

    public void start() {
        thread = Thread.ofPlatform().name("media-tick").daemon().start(this::run);
    }

    /** Whether its thread lives, or was never started, or was closed. */
    public boolean well() {
        Thread running = thread;
        return closing || running == null || running.isAlive();
    }

    /** A socket has opened. Any thread. */
    public LiveStream opened(CallerLine line) {
        var stream = new LiveStream(
                line,
                new InputQueue(mostSoundWaiting.toMillis()),
                new VoiceActivityWindows(voiceActivity),
                MediaStream.opened(settings, nowMs()));
        streams.add(stream);
        return stream;
    }

    /** Whether a call has its stream in this process; events of other calls need not be decoded. Any thread. */
    public boolean has(String callSid) {
        return newestOfCall.containsKey(callSid);
    }

    /** Queues sound of the agent, which is processed at once. Any thread. */
    public void agent(AgentAudio audio) {
        LiveStream stream = newestOfCall.get(audio.callSid());
        if (stream != null) {
            stream.enqueue(new MediaInput.Agent(audio));
            if (stream.urgent.compareAndSet(false, true)) {
                urgent.add(stream);
            }
        }
    }

    /** How many sockets are open, including those that have not proved their call yet. */
    public int active() {
        return streams.size();
    }

    /** How many calls have their stream in this process. */
    public int calls() {
        return newestOfCall.size();
    }

    /** All open streams; for a process that shuts down. Any thread. */
    public List<LiveStream> live() {
        return List.copyOf(streams);
    }

    @Override
    public void close() {
        closing = true;
        Thread running = thread;
        if (running != null) {
            running.interrupt();
        }
    }

    private void run() {
        long tickNanos = tick.toNanos();
        long next = nanoClock.getAsLong() + tickNanos;
        while (!closing) {
            try {
                LiveStream waiting = urgent.poll(next - nanoClock.getAsLong(), TimeUnit.NANOSECONDS);
                if (waiting != null) {
                    waiting.urgent.set(false);
                    readInputs(waiting);
                }
                long now = nanoClock.getAsLong();
                if (now - next >= 0) {
                    tickNow();
                    counters.ticked(now - next, nanoClock.getAsLong() - now);
                    next += tickNanos;
                    if (nanoClock.getAsLong() - next > MOST_TO_CATCH_UP * tickNanos) {
                        next = nanoClock.getAsLong() + tickNanos;
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                counters.add(Counted.ERRORS);
                LOG.log(Level.ERROR, "tick failed", e);
            }
        }
    }

    /** Runs one tick over all streams. One thread at a time. */
    public void tickNow() {
        List<LiveStream> now = new ArrayList<>(streams);
        now.forEach(this::readInputs);
        judge(now);
        long stalledMs = reports.stalledMs();
        for (LiveStream stream : now) {
            step(stream, new MediaInput.Tick(stream.windows.takeJudged(), stalledMs));
            if (stream.line.stuck()) {
                step(stream, new MediaInput.SocketClosed());
            }
        }
    }

    private void readInputs(LiveStream stream) {
        for (MediaInput input : stream.inputs.takeAll()) {
            step(stream, input);
        }
        counters.dropped(stream.inputs.takeDropped());
    }

    private void judge(Collection<LiveStream> all) {
        try {
            VoiceActivityWindows.judge(
                    voiceActivity, all.stream().map(stream -> stream.windows).toList());
        } catch (RuntimeException e) {
            counters.add(Counted.ERRORS);
            LOG.log(Level.ERROR, "voice activity failed; the sound of this tick counts as silence", e);
        }
    }

    private void step(LiveStream stream, MediaInput input) {
        try {
            if (input instanceof MediaInput.Started started) {
                // Before the step: the answer to what it reports may arrive before it returns.
                stream.callSid = started.callSid();
                stream.streamSid = started.streamSid();
                newestOfCall.put(started.callSid(), stream);
            } else if (input instanceof MediaInput.Frame frame) {
                stream.windows.add(frame.offsetMs(), frame.mulaw());
            }
            MediaStream.Stepped stepped = stream.machine.step(input, nowMs());
            stream.machine = stepped.next();
            for (MediaStep step : stepped.steps()) {
                perform(stream, step);
            }
        } catch (RuntimeException e) {
            counters.add(Counted.ERRORS);
            LOG.log(Level.ERROR, "step failed call_sid=" + stream.call() + " stream_sid=" + stream.stream(), e);
        }
    }

    private void perform(LiveStream stream, MediaStep step) {
        switch (step) {
            case MediaStep.Play play -> stream.line.play(play.mulaw());
            case MediaStep.NotifyWhenPlayed notify -> stream.line.notifyWhenPlayed(notify.label());
            case MediaStep.DropUnheard drop -> stream.line.dropUnheard();
            case MediaStep.Ping ping -> stream.line.ping();
            case MediaStep.Count count -> counters.add(count);
            case MediaStep.Answered answered -> counters.answered(answered.afterMs());
            case MediaStep.Report report -> {
                reports.publish(report.event());
                if (report.event() instanceof MediaEvent event) {
                    log(stream, event);
                }
            }
            case MediaStep.Close close -> {
                streams.remove(stream);
                if (stream.callSid != null) {
                    newestOfCall.remove(stream.callSid, stream);
                }
                stream.line.close();
                if (stream.line.logged()) {
                    LOG.log(
                            streamLogLevel,
                            "WS_STOP reason=" + close.reason() + " frames_in=" + close.framesIn() + " frames_out="
                                    + close.framesOut() + " stream_sid=" + stream.stream() + " call_sid="
                                    + stream.call());
                }
            }
        }
    }

    private void log(LiveStream stream, MediaEvent event) {
        String who = " stream_sid=" + stream.stream() + " call_sid=" + stream.call();
        if (event instanceof MediaEvent.StreamStarted) {
            LOG.log(streamLogLevel, "WS_START" + who);
        } else if (event instanceof MediaEvent.PlaybackStarted started) {
            LOG.log(streamLogLevel, "PING_PONG_TX turn=" + started.turn() + who);
        } else {
            LOG.log(Level.DEBUG, () -> event.toString());
        }
    }

    private long nowMs() {
        return (nanoClock.getAsLong() - startedNanos) / 1_000_000;
    }
}

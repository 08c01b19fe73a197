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
 * The one clock and the one thread of all callers' streams of this process. Each tick judges what all callers said in
 * one run, sends all their sound on at once, and paces all agents' sound: the cost of publishing follows the number of
 * requests, and so does that of judging.
 *
 * <p>Only the agent's sound does not wait for the tick, so that a reply begins and a cut happens at once.
 */
public final class SharedTick implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(SharedTick.class.getName());
    /** A thread that comes so many ticks late does not make up for them. */
    private static final int MOST_TO_CATCH_UP = 5;

    private final Duration tick;
    private final Duration mostSoundWaiting;
    private final MediaSettings settings;
    private final VoiceActivity voiceActivity;
    private final Reports reports;
    private final MediaCounters counters;
    private final LongSupplier nanoClock;
    private final Level told;
    private final long startedNanos;
    private final Set<LiveStream> streams = ConcurrentHashMap.newKeySet();
    private final Map<String, LiveStream> newestOfCall = new ConcurrentHashMap<>();
    private final BlockingQueue<LiveStream> urgent = new LinkedBlockingQueue<>();
    private volatile boolean closing;
    private volatile @Nullable Thread thread;

    /**
     * @param nanoClock as {@link System#nanoTime}; a test may hold it and call {@link #tickNow} itself
     * @param told at which level the log is told of streams
     */
    SharedTick(
            Duration tick,
            Duration mostSoundWaiting,
            MediaSettings settings,
            VoiceActivity voiceActivity,
            Reports reports,
            MediaCounters counters,
            LongSupplier nanoClock,
            Level told) {
        this.tick = tick;
        this.mostSoundWaiting = mostSoundWaiting;
        this.settings = settings;
        this.voiceActivity = voiceActivity;
        this.reports = reports;
        this.counters = counters;
        this.nanoClock = nanoClock;
        this.told = told;
        this.startedNanos = nanoClock.getAsLong();
    }

    /** @param nanoClock as {@link System#nanoTime}; a test may hold it and call {@link #tickNow} itself */
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

    /** A socket has opened. Any thread. */
    public LiveStream opened(CallerLine line) {
        var stream = new LiveStream(
                line,
                new Mailbox(mostSoundWaiting.toMillis()),
                new Ear(voiceActivity),
                MediaStream.opened(settings, nowMs()));
        streams.add(stream);
        return stream;
    }

    /** Whether a call has its stream here; what belongs to other calls need not even be read. Any thread. */
    public boolean has(String callSid) {
        return newestOfCall.containsKey(callSid);
    }

    /** Sound of the agent, acted on at once. Any thread. */
    public void agent(AgentAudio audio) {
        LiveStream stream = newestOfCall.get(audio.callSid());
        if (stream != null) {
            stream.tell(new MediaInput.Agent(audio));
            if (stream.urgent.compareAndSet(false, true)) {
                urgent.add(stream);
            }
        }
    }

    /** How many sockets are open, also those that have not shown their call yet. */
    public int active() {
        return streams.size();
    }

    /** How many calls have their stream here. */
    public int calls() {
        return newestOfCall.size();
    }

    /** All that are open now; for a process that is going down. Any thread. */
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
                    readMail(waiting);
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

    /** One tick over all streams. Called by one thread at a time. */
    public void tickNow() {
        List<LiveStream> now = new ArrayList<>(streams);
        now.forEach(this::readMail);
        judge(now);
        long stalledMs = reports.stalledMs();
        for (LiveStream stream : now) {
            step(stream, new MediaInput.Tick(stream.ear.takeJudged(), stalledMs));
            if (stream.line.stuck()) {
                step(stream, new MediaInput.SocketClosed());
            }
        }
    }

    private void readMail(LiveStream stream) {
        for (MediaInput input : stream.mailbox.takeAll()) {
            step(stream, input);
        }
        counters.dropped(stream.mailbox.takeDropped());
    }

    private void judge(Collection<LiveStream> all) {
        try {
            Ear.judge(voiceActivity, all.stream().map(stream -> stream.ear).toList());
        } catch (RuntimeException e) {
            counters.add(Counted.ERRORS);
            LOG.log(Level.ERROR, "voice activity failed; this tick's sound is taken for silence", e);
        }
    }

    private void step(LiveStream stream, MediaInput input) {
        try {
            if (input instanceof MediaInput.Started started) {
                // Before the step: what it reports may be answered before it returns.
                stream.callSid = started.callSid();
                stream.streamSid = started.streamSid();
                newestOfCall.put(started.callSid(), stream);
            } else if (input instanceof MediaInput.Frame frame) {
                stream.ear.hear(frame.offsetMs(), frame.mulaw());
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
            case MediaStep.TellWhenHeard tell -> stream.line.tellWhenHeard(tell.label());
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
                LOG.log(
                        told,
                        "WS_STOP reason=" + close.reason() + " frames_in=" + close.framesIn() + " frames_out="
                                + close.framesOut() + " stream_sid=" + stream.stream() + " call_sid="
                                + stream.call());
            }
        }
    }

    private void log(LiveStream stream, MediaEvent event) {
        String who = " stream_sid=" + stream.stream() + " call_sid=" + stream.call();
        if (event instanceof MediaEvent.StreamStarted) {
            LOG.log(told, "WS_START" + who);
        } else if (event instanceof MediaEvent.PlaybackStarted started) {
            LOG.log(told, "PING_PONG_TX turn=" + started.turn() + who);
        } else {
            LOG.log(Level.DEBUG, () -> event.toString());
        }
    }

    private long nowMs() {
        // Above zero, which the machines keep for "never".
        return 1000 + (nanoClock.getAsLong() - startedNanos) / 1_000_000;
    }
}

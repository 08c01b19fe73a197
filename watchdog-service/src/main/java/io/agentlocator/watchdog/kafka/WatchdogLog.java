package io.agentlocator.watchdog.kafka;

import io.agentlocator.events.CallAlert.Trouble;
import io.agentlocator.events.CallEvent;
import io.agentlocator.events.Event;
import io.agentlocator.events.Topic;
import io.agentlocator.shell.kafka.CallLog;
import io.agentlocator.shell.kafka.Told;
import io.agentlocator.watchdog.CallWatch;
import io.agentlocator.watchdog.Deadlines;
import io.agentlocator.watchdog.Rescue;
import io.agentlocator.watchdog.Step;
import io.agentlocator.watchdog.Watchroom;
import io.agentlocator.watchdog.Watchroom.Happened;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Folds the log into the watchroom and does what it says.
 *
 * <p>The state is a fold of the last minutes of the log and not a Kafka Streams application: a call lasts ten minutes at
 * most, so folding them again takes a moment and needs neither a state store on a disk nor a changelog topic; the state
 * of a call is known in the same instant at which its partition is; and time that is judged by wall clock and
 * suspended while the feed is stale is not what stream time and punctuation are made for.
 *
 * <p>A redirect happens once for a call: the process that owns the partition decides alone, its decision is part of its
 * state, and its outcome is in {@code call-alerts}, from where it is folded by whoever comes next. A process that is asked
 * to stop waits for the redirects under way. Only one that is killed between Twilio's taking of the redirect and the
 * write of its outcome, some milliseconds, leaves its successor to redirect again, and that about ten seconds later, when
 * the caller is likely to be leaving the message: the prompt is heard again and the message begins anew. Twilio cannot be
 * asked which document a call is in, a call's status being the same in all of them, and a note of the intention written
 * before would only change the harm: a successor that trusts it leaves callers in silence whose redirect was never sent.
 */
public final class WatchdogLog implements CallLog.Reader, AutoCloseable {

    public static final Set<Topic> TOPICS =
            Set.of(Topic.CALLS, Topic.MEDIA_EVENTS, Topic.TRANSCRIPTS, Topic.REPLIES, Topic.CALL_ALERTS);

    private static final Logger LOG = Logger.getLogger(WatchdogLog.class);
    private static final int MOST_RESCUES = 64;
    private static final Duration FAREWELL = Duration.ofSeconds(8);

    /** Writes an event that happened at a time. Does not block. */
    public interface Alerts {
        void tell(Event alert, Instant at);
    }

    private final Watchroom room;
    private final Rescue rescue;
    private final Alerts alerts;
    private final InstantSource clock;
    private final Tally tally;
    private final Semaphore rescues = new Semaphore(MOST_RESCUES);
    private final Set<Thread> underWay = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean closing = new AtomicBoolean();
    private volatile long watchedCalls;
    private @Nullable CallLog log;
    private volatile boolean suspensionTold;

    /** Counts how redirects came out. Any thread. */
    public interface Tally {
        void redirected(Trouble reason, Rescue.Result result);
    }

    public WatchdogLog(
            Deadlines deadlines, Duration staleAfter, Rescue rescue, Alerts alerts, Tally tally, InstantSource clock) {
        this.room = new Watchroom(deadlines, staleAfter);
        this.rescue = rescue;
        this.alerts = alerts;
        this.tally = tally;
        this.clock = clock;
    }

    /** Starts reading. @param open opens the call log for this reader */
    public void start(Function<CallLog.Reader, CallLog> open) {
        synchronized (this) {
            log = open.apply(this);
        }
    }

    @Override
    public void replay(int partition, List<Told> past) {
        Instant now = clock.instant();
        room.takeOver(partition, past.stream().flatMap(WatchdogLog::happened).toList(), now);
        LOG.infof("calls taken over partition=%d events=%d", partition, past.size());
    }

    @Override
    public void live(Told told) {
        Instant now = clock.instant();
        happened(told).forEach(event -> room.learn(told.partition(), event, now));
    }

    @Override
    public void revoked(int partition) {
        room.giveUp(partition);
    }

    @Override
    public void tick() {
        if (closing.get()) {
            return;
        }
        Duration staleness = callLog().staleness();
        perform(room.look(clock.instant(), System.nanoTime(), staleness));
        watchedCalls = room.watchedCalls();
        if (room.suspended() != suspensionTold) {
            suspensionTold = room.suspended();
            if (suspensionTold) {
                LOG.warnf(
                        "WATCHDOG_SUSPENDED the feed is stale, no call is redirected stale_ms=%d",
                        staleness.toMillis());
            } else {
                LOG.info("WATCHDOG_RESUMED the feed is fresh again");
            }
        }
    }

    public boolean ready() {
        return opened().map(CallLog::ready).orElse(false);
    }

    public Duration staleness() {
        return callLog().staleness();
    }

    public long watchedCalls() {
        return watchedCalls;
    }

    /** Whether no call is judged, because the feed is stale. */
    public boolean suspended() {
        return suspensionTold;
    }

    /** Begins no further rescue and waits for those under way, so that their outcome is in the log. */
    @Override
    public void close() {
        closing.set(true);
        Instant latest = clock.instant().plus(FAREWELL);
        try {
            for (Thread thread : List.copyOf(underWay)) {
                Duration left = Duration.between(clock.instant(), latest);
                if (!thread.join(left.isPositive() ? left : Duration.ofMillis(1))) {
                    LOG.warnf("stopping while a rescue is under way name=%s", thread.getName());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        opened().ifPresent(CallLog::close);
    }

    private static Stream<Happened> happened(Told told) {
        return told.event() instanceof CallEvent event
                ? Stream.of(new Happened(event, told.meta().time()))
                : Stream.empty();
    }

    private void perform(List<Step> steps) {
        for (Step step : steps) {
            switch (step) {
                case Step.Tell tell -> {
                    LOG.infof("alert %s", tell.alert());
                    alerts.tell(tell.alert(), tell.at());
                }
                case Step.Redirect redirect -> redirect(redirect);
                case Step.HangUp hangUp -> hangUp(hangUp);
            }
        }
    }

    private void redirect(Step.Redirect redirect) {
        String callSid = redirect.callSid();
        Trouble reason = redirect.reason();
        int partition = room.partitionOf(callSid);
        LOG.warnf("WATCHDOG_REDIRECT call_sid=%s reason=%s", callSid, reason);
        inBackground("redirect-" + callSid, () -> {
            Rescue.Result result = rescueOf(callSid, rescue::redirect);
            Instant now = clock.instant();
            // Not by way of the log's thread: whatever becomes of that, the outcome must be known.
            CallWatch.told(callSid, reason, result).ifPresent(alert -> alerts.tell(alert, now));
            tally.redirected(reason, result);
            log(callSid, reason, result);
            callLog().submit(() -> room.settle(partition, callSid, now));
        });
    }

    private static void log(String callSid, Trouble reason, Rescue.Result result) {
        switch (result) {
            case Rescue.Result.Done() -> LOG.warnf("WATCHDOG_REDIRECT_OK call_sid=%s reason=%s", callSid, reason);
            case Rescue.Result.CallOver() ->
                LOG.infof("WATCHDOG_REDIRECT_OK call_sid=%s reason=%s call_over=true", callSid, reason);
            case Rescue.Result.Failed(String cause) ->
                LOG.errorf("WATCHDOG_REDIRECT_FAIL call_sid=%s reason=%s cause=%s", callSid, reason, cause);
        }
    }

    private void hangUp(Step.HangUp hangUp) {
        LOG.warnf("call did not end by itself, ending it call_sid=%s", hangUp.callSid());
        inBackground("hang-up-" + hangUp.callSid(), () -> {
            Rescue.Result result = rescueOf(hangUp.callSid(), rescue::hangUp);
            LOG.infof("call ended over REST call_sid=%s result=%s", hangUp.callSid(), result);
        });
    }

    private static Rescue.Result rescueOf(String callSid, Function<String, Rescue.Result> attempt) {
        try {
            return attempt.apply(callSid);
        } catch (RuntimeException e) {
            return new Rescue.Result.Failed(e.toString());
        }
    }

    private void inBackground(String name, Runnable work) {
        Thread.Builder.OfVirtual builder = Thread.ofVirtual().name(name);
        Thread thread = builder.unstarted(() -> {
            boolean admitted = false;
            try {
                rescues.acquire();
                admitted = true;
                work.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                if (admitted) {
                    rescues.release();
                }
                underWay.remove(Thread.currentThread());
            }
        });
        underWay.add(thread);
        thread.start();
    }

    private synchronized CallLog callLog() {
        CallLog opened = log;
        if (opened == null) {
            throw new IllegalStateException("not started");
        }
        return opened;
    }

    private synchronized Optional<CallLog> opened() {
        return Optional.ofNullable(log);
    }
}

package io.agentlocator.watchdog.kafka;

import io.agentlocator.events.CallAlert.Trouble;
import io.agentlocator.events.CallEvent;
import io.agentlocator.events.Event;
import io.agentlocator.events.Topic;
import io.agentlocator.shell.kafka.CallLog;
import io.agentlocator.shell.kafka.ReceivedEvent;
import io.agentlocator.watchdog.CallWatch;
import io.agentlocator.watchdog.Deadlines;
import io.agentlocator.watchdog.Rescue;
import io.agentlocator.watchdog.WatchStep;
import io.agentlocator.watchdog.WatchedCalls;
import io.agentlocator.watchdog.WatchedCalls.TimedEvent;
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
 * Folds the call log into {@link WatchedCalls} and performs the steps that are due.
 *
 * <p>The state is a fold of the last minutes of the log and not a Kafka Streams application. A call lasts ten minutes at
 * most, so the fold takes a moment and needs neither a state store on a disk nor a changelog topic. The state of a call is
 * known as soon as its partition is assigned. And deadlines count by the wall clock and are suspended while the feed is
 * stale, which stream time and punctuation do not offer.
 *
 * <p>A redirect happens once for a call. The process that owns the partition decides alone, its decision is part of its
 * state, and the outcome is published to {@code call-alerts}, which the next owner folds too. A process that is asked to
 * stop waits for the redirects under way. One case remains: a process that is killed in the milliseconds between Twilio's
 * acceptance of the redirect and the publication of the outcome. Its successor redirects again about ten seconds later,
 * probably while the caller leaves the message; the caller hears the prompt again and the message begins anew. Twilio does
 * not report which document a call executes, as the call's status is the same for all of them. Publishing the intention
 * first would only move the harm: a successor that trusts it leaves callers in silence whose redirect was never sent.
 */
public final class WatchdogLog implements CallLog.Reader, AutoCloseable {

    public static final Set<Topic> TOPICS =
            Set.of(Topic.CALLS, Topic.MEDIA_EVENTS, Topic.TRANSCRIPTS, Topic.REPLIES, Topic.CALL_ALERTS);

    private static final Logger LOG = Logger.getLogger(WatchdogLog.class);
    private static final int MOST_RESCUES = 64;
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(8);

    /** Publishes an event that happened at a time. Does not block. */
    public interface Alerts {
        void publish(Event alert, Instant at);
    }

    private final WatchedCalls calls;
    private final Rescue rescue;
    private final Alerts alerts;
    private final InstantSource clock;
    private final RedirectMetrics metrics;
    private final Semaphore rescues = new Semaphore(MOST_RESCUES);
    private final Set<Thread> underWay = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean closing = new AtomicBoolean();
    private volatile long watchedCalls;
    private @Nullable CallLog log;
    private volatile boolean suspensionLogged;

    /** Counts redirects by their outcome. Any thread. */
    public interface RedirectMetrics {
        void redirected(Trouble reason, Rescue.Result result);
    }

    public WatchdogLog(
            Deadlines deadlines,
            Duration staleAfter,
            Rescue rescue,
            Alerts alerts,
            RedirectMetrics metrics,
            InstantSource clock) {
        this.calls = new WatchedCalls(deadlines, staleAfter);
        this.rescue = rescue;
        this.alerts = alerts;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * Starts to consume.
     *
     * @param open opens the call log for this reader
     */
    public void start(Function<CallLog.Reader, CallLog> open) {
        synchronized (this) {
            log = open.apply(this);
        }
    }

    @Override
    public void replay(int partition, List<ReceivedEvent> past) {
        Instant now = clock.instant();
        calls.takeOver(partition, past.stream().flatMap(WatchdogLog::timed).toList(), now);
        LOG.infof("calls taken over partition=%d events=%d", partition, past.size());
    }

    @Override
    public void live(ReceivedEvent received) {
        Instant now = clock.instant();
        timed(received).forEach(event -> calls.learn(received.partition(), event, now));
    }

    @Override
    public void revoked(int partition) {
        calls.giveUp(partition);
    }

    @Override
    public void tick() {
        if (closing.get()) {
            return;
        }
        Duration staleness = callLog().staleness();
        perform(calls.check(clock.instant(), System.nanoTime(), staleness));
        watchedCalls = calls.watchedCalls();
        if (calls.suspended() != suspensionLogged) {
            suspensionLogged = calls.suspended();
            if (suspensionLogged) {
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

    /** Whether no call is judged because the feed is stale. */
    public boolean suspended() {
        return suspensionLogged;
    }

    /** Begins no further redirect and waits for those under way, so that their outcome is published. */
    @Override
    public void close() {
        closing.set(true);
        Instant latest = clock.instant().plus(CLOSE_WITHIN);
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

    private static Stream<TimedEvent> timed(ReceivedEvent received) {
        return received.event() instanceof CallEvent event
                ? Stream.of(new TimedEvent(event, received.meta().time()))
                : Stream.empty();
    }

    private void perform(List<WatchStep> steps) {
        for (WatchStep step : steps) {
            switch (step) {
                case WatchStep.Alert alert -> {
                    LOG.infof("alert %s", alert.alert());
                    alerts.publish(alert.alert(), alert.at());
                }
                case WatchStep.Redirect redirect -> redirect(redirect);
                case WatchStep.HangUp hangUp -> hangUp(hangUp);
            }
        }
    }

    private void redirect(WatchStep.Redirect redirect) {
        String callSid = redirect.callSid();
        Trouble reason = redirect.reason();
        int partition = calls.partitionOf(callSid);
        LOG.warnf("WATCHDOG_REDIRECT call_sid=%s reason=%s", callSid, reason);
        inBackground("redirect-" + callSid, () -> {
            Rescue.Result result = rescueOf(callSid, rescue::redirect);
            Instant now = clock.instant();
            // Not on the log's thread: the outcome must be published even if that thread stops.
            CallWatch.alertOf(callSid, reason, result).ifPresent(alert -> alerts.publish(alert, now));
            metrics.redirected(reason, result);
            log(callSid, reason, result);
            callLog().submit(() -> calls.settle(partition, callSid, now));
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

    private void hangUp(WatchStep.HangUp hangUp) {
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

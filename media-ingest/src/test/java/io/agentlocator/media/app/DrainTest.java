package io.agentlocator.media.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentlocator.events.Event;
import io.agentlocator.events.MediaEvent;
import io.agentlocator.events.MediaEvent.StopReason;
import io.agentlocator.media.CallerLine;
import io.agentlocator.media.EnergyGate;
import io.agentlocator.media.LiveStream;
import io.agentlocator.media.MediaCounters;
import io.agentlocator.media.MediaInput;
import io.agentlocator.media.Reports;
import io.agentlocator.media.SharedTick;
import io.agentlocator.media.kafka.AgentAudioReader;
import io.agentlocator.shell.kafka.EventReader;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DrainTest {

    private final List<Event> published = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Long> closedAtNanos = new LinkedBlockingQueue<>();
    private SharedTick tick;

    @AfterEach
    void stop() {
        tick.close();
    }

    @Test
    void aCallThatEndsByItselfIsNotTouched() throws InterruptedException {
        Drain drain = drain("60s", "0s");
        LiveStream call = call("CA1");
        Thread stopping = Thread.startVirtualThread(() -> drain.drain(new ShutdownDelayInitiatedEvent()));
        until(drain::draining);
        LiveStream late = call("CA2");
        call.enqueue(new MediaInput.Stopped());
        late.enqueue(new MediaInput.Stopped());
        assertThat(stopping.join(Duration.ofSeconds(10))).isTrue();
        assertThat(reasons()).containsOnly(StopReason.STOPPED_BY_TWILIO).hasSize(2);
    }

    @Test
    void whatIsLeftWhenTheTimeIsUpIsHandedBackOneAfterTheOther() throws InterruptedException {
        Drain drain = drain("200ms", "0s");
        for (int i = 0; i < 4; i++) {
            call("CA" + i);
        }
        long began = System.nanoTime();
        drain.drain(new ShutdownDelayInitiatedEvent());
        assertThat(reasons()).containsOnly(StopReason.DRAINED).hasSize(4);
        long before = began;
        for (int i = 0; i < 4; i++) {
            Long at = closedAtNanos.poll(1, TimeUnit.SECONDS);
            assertThat(at).isNotNull();
            assertThat(Duration.ofNanos(at - before)).isGreaterThan(Duration.ofMillis(i == 0 ? 200 : 50));
            before = at;
        }
    }

    @Test
    void whoeverSendsCallsIsGivenTheTimeToLearn() {
        Drain drain = drain("60s", "300ms");
        long began = System.nanoTime();
        drain.drain(new ShutdownDelayInitiatedEvent());
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    @Test
    void aStopWithoutADelayHandsBackToo() {
        Drain drain = drain("60s", "0s");
        call("CA1");
        drain.stop(new ShutdownEvent());
        assertThat(reasons()).containsExactly(StopReason.DRAINED);
    }

    private Drain drain(String bound, String settle) {
        var config = new SmallRyeConfigBuilder()
                .withMapping(MediaConfig.class)
                .withDefaultValue("agentlocator.media.drain", bound)
                .withDefaultValue("agentlocator.media.drain-settle", settle)
                .withConverter(Duration.class, 200, new io.quarkus.runtime.configuration.DurationConverter())
                .build()
                .getConfigMapping(MediaConfig.class);
        var reports = new Reports() {
            @Override
            public void publish(Event event) {
                published.add(event);
            }

            @Override
            public long stalledMs() {
                return 0;
            }
        };
        tick = new SharedTick(
                Duration.ofMillis(10),
                Duration.ofMillis(400),
                MediaWiring.settings(config),
                new EnergyGate(),
                reports,
                new MediaCounters(new MediaCounters.Stopwatch() {
                    @Override
                    public void tickLate(long nanos) {}

                    @Override
                    public void turnGap(long nanos) {}
                }),
                System::nanoTime);
        tick.start();
        var reader = new AgentAudioReader(Map.of("bootstrap.servers", "127.0.0.1:1"), tick, new EventReader(null));
        return new Drain(tick, reader, config);
    }

    private LiveStream call(String callSid) {
        LiveStream stream = tick.opened(new Line());
        stream.enqueue(new MediaInput.Started(callSid, "MZ" + callSid));
        until(() -> tick.has(callSid));
        return stream;
    }

    private List<StopReason> reasons() {
        return published.stream()
                .filter(MediaEvent.StreamStopped.class::isInstance)
                .map(event -> ((MediaEvent.StreamStopped) event).reason())
                .toList();
    }

    private final class Line implements CallerLine {
        @Override
        public void play(byte[] mulaw) {}

        @Override
        public void notifyWhenPlayed(String label) {}

        @Override
        public void dropUnheard() {}

        @Override
        public void ping() {}

        @Override
        public void close() {
            closedAtNanos.add(System.nanoTime());
        }

        @Override
        public boolean stuck() {
            return false;
        }
    }

    private static void until(java.util.function.BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.onSpinWait();
        }
    }
}

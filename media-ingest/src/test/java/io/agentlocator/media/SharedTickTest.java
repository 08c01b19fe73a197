package io.agentlocator.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentlocator.events.AgentAudio;
import io.agentlocator.events.CallerAudio;
import io.agentlocator.events.Event;
import io.agentlocator.events.MediaEvent;
import io.agentlocator.events.MediaEvent.StopReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SharedTickTest {

    private final List<Event> published = new ArrayList<>();
    private final MediaCounters counters = new MediaCounters(MediaFixtures.NO_STOPWATCH);
    private long nanos = 5_000_000_000L;

    private final Reports reports = new Reports() {
        @Override
        public void publish(Event event) {
            published.add(event);
        }

        @Override
        public long stalledMs() {
            return 0;
        }
    };

    private final SharedTick tick = new SharedTick(
            Duration.ofMillis(40),
            Duration.ofMillis(400),
            MediaFixtures.MEDIA,
            new EnergyGate(),
            reports,
            counters,
            () -> nanos);

    private void tick() {
        nanos += 40_000_000;
        tick.tickNow();
    }

    private LiveStream started(FakeLine line, String callSid, String streamSid) {
        LiveStream stream = tick.opened(line);
        stream.enqueue(new MediaInput.Started(callSid, streamSid));
        tick();
        return stream;
    }

    @Test
    void allCallsGoOutOnOneTick() {
        List<LiveStream> streams = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            streams.add(started(new FakeLine(), "CA" + i, "MZ" + i));
        }
        streams.forEach(stream -> stream.enqueue(new MediaInput.Frame(1, 0, MediaFixtures.sound(20))));
        published.clear();
        tick();
        assertThat(published).filteredOn(CallerAudio.Chunk.class::isInstance).hasSize(3);
    }

    @Test
    void theLateEndOfACallsOldStreamLeavesTheNewOneAlone() {
        var oldLine = new FakeLine();
        var newLine = new FakeLine();
        LiveStream old = started(oldLine, "CA1", "MZold");
        started(newLine, "CA1", "MZnew");
        old.enqueue(new MediaInput.Stopped());
        tick();
        assertThat(published)
                .contains(new MediaEvent.StreamStopped("CA1", "MZold", StopReason.STOPPED_BY_TWILIO, 0, 0));
        assertThat(tick.has("CA1")).isTrue();
        assertThat(tick.active()).isEqualTo(1);

        tick.agent(new AgentAudio.Chunk("CA1", 1, 0, 0, MediaFixtures.sound(100)));
        tick();
        assertThat(newLine.sent).containsExactly("play 100");
        assertThat(oldLine.sent).containsExactly("close");
    }

    @Test
    void soundOfACallThatIsNotHereIsDropped() {
        var line = new FakeLine();
        started(line, "CA1", "MZ1");
        assertThat(tick.has("CA2")).isFalse();
        tick.agent(new AgentAudio.Chunk("CA2", 1, 0, 0, MediaFixtures.sound(100)));
        tick();
        assertThat(line.sent).isEmpty();
    }

    @Test
    void aSocketThatTakesNothingAnyMoreIsLost() {
        var line = new FakeLine();
        started(line, "CA1", "MZ1");
        line.stuck = true;
        tick();
        assertThat(published).contains(new MediaEvent.StreamStopped("CA1", "MZ1", StopReason.SOCKET_LOST, 0, 0));
        assertThat(tick.active()).isZero();
    }

    @Test
    void allAreClosedInGoodOrderWhenTheProcessGoesDown() {
        var line = new FakeLine();
        started(line, "CA1", "MZ1");
        var waiting = new FakeLine();
        tick.opened(waiting);
        assertThat(tick.active()).isEqualTo(2);
        assertThat(tick.calls()).isEqualTo(1);
        tick.live().forEach(stream -> stream.enqueue(new MediaInput.CloseNow(StopReason.DRAINED)));
        tick();
        assertThat(published).contains(new MediaEvent.StreamStopped("CA1", "MZ1", StopReason.DRAINED, 0, 0));
        assertThat(line.sent).as("the gateway is to read of it first").isEmpty();
        for (int i = 0; i < 12; i++) {
            tick();
        }
        assertThat(line.sent).containsExactly("close");
        assertThat(waiting.sent).containsExactly("close");
        assertThat(tick.calls()).isZero();
    }

    @Test
    void whenNothingGetsThroughTheCallerHearsSoWithinTwoSecondsAndIsHandedBackInTheEnd() {
        long[] stalledMs = {0};
        var stalled = new SharedTick(
                Duration.ofMillis(40),
                Duration.ofMillis(400),
                MediaFixtures.MEDIA,
                new EnergyGate(),
                new Reports() {
                    @Override
                    public void publish(Event event) {
                        published.add(event);
                    }

                    @Override
                    public long stalledMs() {
                        return stalledMs[0];
                    }
                },
                counters,
                () -> nanos);
        var line = new FakeLine();
        LiveStream stream = stalled.opened(line);
        stream.enqueue(new MediaInput.Started("CA1", "MZ1"));
        long firstSoundMs = -1;
        for (int passed = 0; passed <= 16_000 && stalled.active() > 0; passed += 40) {
            nanos += 40_000_000;
            stalledMs[0] = passed;
            stream.enqueue(new MediaInput.Frame(passed / 40 + 1, passed, MediaFixtures.sound(40)));
            // The far end confirms each mark at once.
            line.sent.stream()
                    .filter(sent -> sent.startsWith("mark "))
                    .toList()
                    .forEach(mark -> stream.enqueue(new MediaInput.PlayedUpTo(mark.substring(5))));
            line.sent.removeIf(sent -> sent.startsWith("mark "));
            stalled.tickNow();
            if (firstSoundMs < 0 && line.sent.stream().anyMatch(sent -> sent.startsWith("play "))) {
                firstSoundMs = passed;
            }
        }
        assertThat(firstSoundMs).isBetween(0L, 2_000L);
        assertThat(line.sent.stream()
                        .filter(sent -> sent.startsWith("play "))
                        .mapToInt(sent -> Integer.parseInt(sent.substring(5)))
                        .sum())
                .as("the hold phrase and the apology, whole")
                .isEqualTo(1_500 + 3_000);
        assertThat(line.sent.getLast()).isEqualTo("close");
        assertThat(published)
                .filteredOn(MediaEvent.StreamStopped.class::isInstance)
                .first()
                .extracting(event -> ((MediaEvent.StreamStopped) event).reason())
                .isEqualTo(StopReason.FEED_LOST);
    }

    @Test
    void voiceActivityThatFailsCostsNoCall() {
        var broken = new SharedTick(
                Duration.ofMillis(40),
                Duration.ofMillis(400),
                MediaFixtures.MEDIA,
                new VoiceActivity() {
                    @Override
                    public int windowSamples() {
                        return 160;
                    }

                    @Override
                    public Memory newMemory() {
                        return new Memory() {};
                    }

                    @Override
                    public float[] judge(List<Memory> memories, List<short[]> windows) {
                        throw new IllegalStateException("no model");
                    }

                    @Override
                    public void close() {}
                },
                reports,
                counters,
                () -> nanos);
        LiveStream stream = broken.opened(new FakeLine());
        stream.enqueue(new MediaInput.Started("CA9", "MZ9"));
        stream.enqueue(new MediaInput.Frame(1, 0, MediaFixtures.sound(20)));
        broken.tickNow();
        assertThat(published).hasAtLeastOneElementOfType(CallerAudio.Chunk.class);
        assertThat(counters.of(MediaStep.Counted.ERRORS)).isEqualTo(1);
    }

    @Test
    void theAgentsSoundDoesNotWaitForTheTick() throws InterruptedException {
        var slow = new SharedTick(
                Duration.ofHours(1),
                Duration.ofMillis(400),
                MediaFixtures.MEDIA,
                new EnergyGate(),
                reports,
                counters,
                System::nanoTime);
        var heard = new java.util.concurrent.CountDownLatch(1);
        LiveStream stream = slow.opened(new CallerLine() {
            @Override
            public void play(byte[] mulaw) {
                heard.countDown();
            }

            @Override
            public void notifyWhenPlayed(String label) {}

            @Override
            public void dropUnheard() {}

            @Override
            public void ping() {}

            @Override
            public void close() {}

            @Override
            public boolean stuck() {
                return false;
            }
        });
        stream.enqueue(new MediaInput.Started("CA1", "MZ1"));
        slow.tickNow();
        slow.start();
        try {
            slow.agent(new AgentAudio.Chunk("CA1", 1, 0, 0, MediaFixtures.sound(100)));
            assertThat(heard.await(5, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
        } finally {
            slow.close();
        }
    }
}

package io.agentlocator.testbed.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentlocator.testbed.sound.Tones;
import io.agentlocator.testbed.twilio.report.CallReport;
import io.agentlocator.testbed.twilio.report.StreamReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManyCallsTest {
    @Test
    void fiftyCallsKeepTheTimeOnOneEventLoop() {
        try (TwilioFixture bench = new TwilioFixture()) {
            bench.app.twiml("/voice", TwilioFixture.CONNECT);
            bench.app.onMessage((socket, message) -> {
                // An agent that sends frames for as long as it receives them.
                if (message.event().equals("media")) socket.media(Tones.sine(440, 8000, Duration.ofMillis(20)));
            });
            List<SimulatedCall> calls = new ArrayList<>();
            for (int i = 0; i < 50; i++) calls.add(bench.call());
            Waiting.until(
                    "five seconds on every call",
                    () -> bench.app.sockets.size() == 50
                            && bench.app.sockets.stream()
                                    .allMatch(socket -> socket.of("media").size() >= 250));
            long cpu = java.lang.management.ManagementFactory.getThreadMXBean().getThreadCount();
            calls.forEach(SimulatedCall::hangUp);
            List<CallReport> reports = calls.stream().map(TwilioFixture::report).toList();
            Duration worst = reports.stream()
                    .map(CallReport::clockLag)
                    .max(Duration::compareTo)
                    .orElseThrow();
            System.out.println("50 calls: worst clock lag " + worst.toMillis() + " ms, threads " + cpu);
            assertThat(worst).isLessThan(Duration.ofMillis(500));
            for (CallReport report : reports) {
                StreamReport stream = report.streams().getFirst();
                Duration lasted =
                        stream.closed().orElseThrow().minus(stream.opened().orElseThrow());
                assertThat(Math.abs(stream.mediaSent() - lasted.toMillis() / 20))
                        .isLessThan(30);
                assertThat(report.notifications()).isEmpty();
            }
        }
    }
}

package io.agentlocator.testbed.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentlocator.testbed.sound.Mulaw;
import io.agentlocator.testbed.sound.Tones;
import io.agentlocator.testbed.twilio.AppServer;
import io.agentlocator.testbed.twilio.CallRequest;
import io.agentlocator.testbed.twilio.TwilioFixture;
import io.agentlocator.testbed.twilio.report.AnswerLatency;
import io.agentlocator.testbed.twilio.report.CallEnd;
import io.agentlocator.testbed.twilio.report.CallReport;
import io.agentlocator.testbed.twilio.report.HeardStretch;
import io.agentlocator.testbed.twilio.report.SpokenLine;
import io.agentlocator.testbed.twilio.report.TimelineEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PhoneCallerTest {
    private static final CallRequest REQUEST = CallRequest.of(TwilioFixture.CALLER, TwilioFixture.NUMBER);
    private static final CallerVoice VOICE =
            text -> Tones.sine(300, 8000, Duration.ofMillis(100L * Math.max(3, text.length())));
    private static final Patience PATIENCE =
            new Patience(Duration.ofMillis(400), Duration.ofSeconds(3), Duration.ofMillis(500), Duration.ofSeconds(20));

    private final TwilioFixture bench = new TwilioFixture();

    @BeforeEach
    void connects() {
        bench.app.twiml("/voice", TwilioFixture.CONNECT);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void callerWaitsForTheAgentToFinishAndLatenciesAreMeasured() {
        bench.app.onMessage(new Agent(Duration.ofMillis(800)));
        CallReport report = play(
                new ScenarioStep(new CallerAction.Says("שלום"), After.agentFinished()),
                new ScenarioStep(new CallerAction.Says("כן"), After.agentFinished()));
        assertThat(report.said()).extracting(SpokenLine::what).containsExactly("שלום", "כן");
        assertThat(report.heard()).hasSize(3);
        for (int i = 0; i < 2; i++) {
            Duration pause =
                    report.said().get(i).from().minus(report.heard().get(i).to());
            assertThat(pause).isBetween(Duration.ofMillis(380), Duration.ofMillis(520));
        }
        assertThat(report.latencies())
                .extracting(AnswerLatency::latency)
                .allSatisfy(latency ->
                        assertThat(latency.orElseThrow()).isBetween(Duration.ofMillis(200), Duration.ofMillis(420)));
        assertThat(report.end().by()).isEqualTo(CallEnd.By.CALLER);
    }

    @Test
    void callerInterruptsWhileTheAgentSpeaks() {
        bench.app.onMessage(new Agent(Duration.ofSeconds(3)));
        CallReport report = play(
                new ScenarioStep(new CallerAction.Says("רגע, רגע"), After.playbackStarted(Duration.ofMillis(600))));
        SpokenLine said = report.said().getFirst();
        Duration into = said.from().minus(report.heard().getFirst().from());
        assertThat(into).isBetween(Duration.ofMillis(590), Duration.ofMillis(720));
        assertThat(report.heard().getFirst().to()).isGreaterThan(said.from());
    }

    @Test
    void silentAgentWearsThePatienceOut() {
        CallReport report = play(new ScenarioStep(new CallerAction.Says("הלו?"), After.agentFinished()));
        assertThat(report.events(TimelineEvent.PatienceEnded.class))
                .singleElement()
                .satisfies(ended -> assertThat(ended.awaited()).isEqualTo("AGENT_FINISHED"));
        assertThat(report.said().getFirst().from()).isBetween(Duration.ofMillis(2900), Duration.ofMillis(3300));
        assertThat(report.latencies().getFirst().latency()).isEmpty();
    }

    @Test
    void callerHangsUpInMidSentence() {
        bench.app.onMessage(new Agent(Duration.ofSeconds(5)));
        CallReport report =
                play(new ScenarioStep(new CallerAction.HangsUp(), After.playbackStarted(Duration.ofMillis(500))));
        HeardStretch heard = report.heard().getFirst();
        assertThat(heard.to().minus(heard.from())).isBetween(Duration.ofMillis(480), Duration.ofMillis(640));
        assertThat(report.webhooks())
                .allSatisfy(hook -> assertThat(hook.status()).isLessThan(300));
    }

    @Test
    void mindDecidesOnWhatWasHeardAndTheCallGoesOnUntilItHasNothingToSay() {
        bench.app.onMessage(new Agent(Duration.ofMillis(700)));
        List<HeardSoFar> turns = new ArrayList<>();
        PhoneCall call = PhoneCaller.with(VOICE).with(PATIENCE).dial(bench.twilio, REQUEST, heard -> {
            turns.add(heard);
            return switch (heard.turn()) {
                case 1 -> Optional.of(new CallerAction.Says("דירה"));
                case 2 -> Optional.of(new CallerAction.Says("תל אביב"));
                default -> Optional.empty();
            };
        });
        CallReport report = call.await(Duration.ofSeconds(20));
        assertThat(turns).hasSize(3).allSatisfy(heard -> {
            assertThat(heard.agentSilent()).isFalse();
            assertThat(heard.stretches()).hasSize(1);
            assertThat(heard.mulaw().length / 8).isGreaterThan(1000);
            assertThat(Mulaw.rms(heard.mulaw(), 0, heard.mulaw().length)).isGreaterThan(1000);
        });
        assertThat(turns.get(2).said()).extracting(SpokenLine::what).containsExactly("דירה", "תל אביב");
        assertThat(report.said()).hasSize(2);
    }

    @Test
    void failingVoiceFailsTheReportAndHangsUp() {
        bench.app.onMessage(new Agent(Duration.ofMillis(300)));
        PhoneCall call = PhoneCaller.with(CallerVoice.none())
                .with(PATIENCE)
                .dial(bench.twilio, REQUEST, heard -> Optional.of(new CallerAction.Says("שלום")));
        assertThatThrownBy(() -> call.await(Duration.ofSeconds(10)))
                .hasRootCauseMessage("this caller has no voice, and should say 4 characters");
        assertThat(call.call().ended().join().by()).isEqualTo(CallEnd.By.CALLER);
    }

    private CallReport play(ScenarioStep... steps) {
        Scenario scenario = Scenario.of("test", List.of(steps)).with(PATIENCE);
        return PhoneCaller.with(VOICE).dial(bench.twilio, REQUEST, scenario).await(Duration.ofSeconds(20));
    }

    /** An agent that speaks at the start, and again 200 ms after the caller has spoken. */
    private record Agent(Duration speech, Map<AppServer.Socket, Integer> silent)
            implements java.util.function.BiConsumer<AppServer.Socket, AppServer.Message> {
        Agent(Duration speech) {
            this(speech, new ConcurrentHashMap<>());
        }

        @Override
        public void accept(AppServer.Socket socket, AppServer.Message message) {
            if (message.event().equals("start")) socket.media(Tones.sine(440, 8000, speech));
            if (!message.event().equals("media")) return;
            byte[] frame = Base64.getDecoder()
                    .decode(message.json().getJsonObject("media").getString("payload"));
            if (Mulaw.rms(frame, 0, frame.length) > 200) {
                silent.put(socket, 0);
            } else if (silent.containsKey(socket) && silent.merge(socket, 1, Integer::sum) == 10) {
                silent.remove(socket);
                socket.media(Tones.sine(440, 8000, speech));
            }
        }
    }
}

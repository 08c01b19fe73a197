package io.agentlocator.testbed.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentlocator.testbed.sound.Tones;
import io.agentlocator.testbed.twilio.report.CallEnd;
import io.agentlocator.testbed.twilio.report.CallReport;
import io.agentlocator.testbed.twilio.report.HeardStretch;
import io.agentlocator.testbed.twilio.report.TimelineEvent;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DialTest {
    private static final String PERSON = "+972525381999";
    private static final String DIAL = "<Dial action=\"/dialled\" timeout=\"1\">" + PERSON + "</Dial><Say>later</Say>";

    @Test
    void aPersonWhoAnswersIsHeardAndTheActionIsTold() {
        try (TwilioFixture bench = new TwilioFixture()) {
            bench.twilio.person(
                    PERSON,
                    new Person.Answers(
                            Duration.ofMillis(400),
                            Tones.sine(500, 8000, Duration.ofMillis(600)),
                            Duration.ofMillis(1200)));
            bench.app.twiml("/voice", DIAL);
            bench.app.twiml("/dialled", "<Hangup/>");

            CallReport report = TwilioFixture.report(bench.call());

            assertThat(form(bench))
                    .containsEntry("DialCallStatus", "completed")
                    .containsEntry("DialBridged", "true")
                    .containsEntry("DialCallDuration", "1")
                    .containsKey("DialCallSid");
            assertThat(report.heard())
                    .extracting(HeardStretch::source)
                    .containsExactly(new HeardStretch.Source.Ringing(), new HeardStretch.Source.Person(PERSON));
            assertThat(report.end().by()).isEqualTo(CallEnd.By.HANG_UP_VERB);
        }
    }

    @Test
    void busyNoAnswerAndUnreachableAreToldAsTwilioNamesThem() {
        for (Map.Entry<Person, String> each : Map.<Person, String>of(
                        new Person.Busy(Duration.ofMillis(200)), "busy",
                        new Person.DoesNotAnswer(), "no-answer",
                        new Person.Unreachable(), "failed",
                        new Person.Answers(Duration.ofSeconds(5), new byte[0], Duration.ZERO), "no-answer")
                .entrySet()) {
            try (TwilioFixture bench = new TwilioFixture()) {
                bench.twilio.person(PERSON, each.getKey());
                bench.app.twiml("/voice", DIAL);
                bench.app.twiml("/dialled", "<Hangup/>");

                TwilioFixture.report(bench.call());

                assertThat(form(bench))
                        .as("%s", each.getKey())
                        .containsEntry("DialCallStatus", each.getValue())
                        .containsEntry("DialBridged", "false")
                        .doesNotContainKey("DialCallDuration");
            }
        }
    }

    @Test
    void withoutAnActionTheNextVerbFollows() {
        try (TwilioFixture bench = new TwilioFixture()) {
            bench.app.twiml("/voice", "<Dial timeout=\"1\"><Number>" + PERSON + "</Number></Dial><Say>later</Say>");

            CallReport report = TwilioFixture.report(bench.call());

            assertThat(report.heard())
                    .extracting(HeardStretch::source)
                    .containsExactly(new HeardStretch.Source.Ringing(), new HeardStretch.Source.Say("later"));
            assertThat(report.notifications()).isEmpty();
        }
    }

    @Test
    void whoHangsUpWhileItRingsHasCanceled() {
        try (TwilioFixture bench = new TwilioFixture()) {
            bench.app.twiml("/voice", DIAL.replace("timeout=\"1\"", "timeout=\"20\""));
            SimulatedCall call = bench.call();
            Waiting.until(
                    "ringing",
                    () -> call.timeline().stream()
                            .anyMatch(event -> event instanceof TimelineEvent.HeardStarted started
                                    && started.source() instanceof HeardStretch.Source.Ringing));

            bench.hungUp(call);

            assertThat(form(bench))
                    .containsEntry("DialCallStatus", "canceled")
                    .containsEntry("CallStatus", "completed");
        }
    }

    @Test
    void whatIsNoNumberFails() {
        try (TwilioFixture bench = new TwilioFixture()) {
            bench.app.twiml("/voice", "<Dial action=\"/dialled\">משרד</Dial>");
            bench.app.twiml("/dialled", "<Hangup/>");

            CallReport report = TwilioFixture.report(bench.call());

            assertThat(report.notified(13223)).isTrue();
            assertThat(form(bench)).containsEntry("DialCallStatus", "failed");
        }
    }

    private static Map<String, String> form(TwilioFixture bench) {
        Waiting.until(
                "the action was asked", () -> !bench.app.requests("/dialled").isEmpty());
        assertThat(bench.app.requests("/dialled")).hasSize(1);
        return bench.app.requests("/dialled").getFirst().form();
    }
}

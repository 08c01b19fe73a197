package io.agentlocator.watchdog.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentlocator.twilio.LiveCalls;
import io.agentlocator.twilio.PublicUrl;
import io.agentlocator.twilio.TwilioCredentials;
import io.agentlocator.watchdog.Rescue.Result;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TwilioRescueTest {

    private static final String CALL = "CA0123456789abcdef0123456789abcdef";

    private final TwilioRestServer twilio = new TwilioRestServer();

    @AfterEach
    void stop() {
        twilio.close();
    }

    @Test
    void asksForAMessageByAbsoluteUrls() {
        assertThat(rescue(twilio.url()).redirect(CALL)).isEqualTo(new Result.Done());
        assertThat(twilio.updates()).hasSize(1);
        assertThat(twilio.updates().getFirst().callSid()).isEqualTo(CALL);
        assertThat(twilio.updates().getFirst().form().get("Twiml"))
                .startsWith("<?xml")
                .contains("<Record")
                .contains("action=\"https://voice.example/webhook/handle_recording\"")
                .contains("<Play>https://voice.example/static/tts/fallback_he.mp3</Play>")
                .doesNotContain("<Say");
    }

    @Test
    void tooBusyOrBrokenTwilioIsAskedAgain() {
        twilio.answers(503, 0).answers(429, 20429);
        assertThat(rescue(twilio.url()).redirect(CALL)).isEqualTo(new Result.Done());
        assertThat(twilio.updates()).hasSize(3);
    }

    @Test
    void threeTimesAtMost() {
        twilio.answers(503, 0).answers(503, 0).answers(503, 0);
        assertThat(rescue(twilio.url()).redirect(CALL))
                .isInstanceOfSatisfying(
                        Result.Failed.class,
                        failed -> assertThat(failed.cause()).contains("503"));
        assertThat(twilio.updates()).hasSize(3);
    }

    @Test
    void whatWillNotChangeIsNotAskedAgain() {
        twilio.answers(401, 20003);
        assertThat(rescue(twilio.url()).redirect(CALL))
                .isInstanceOfSatisfying(
                        Result.Failed.class,
                        failed -> assertThat(failed.cause()).contains("401").contains("20003"));
        assertThat(twilio.updates()).hasSize(1);
    }

    @Test
    void aCallThatIsOverIsNoFailure() {
        twilio.answers(400, 21220);
        assertThat(rescue(twilio.url()).redirect(CALL)).isEqualTo(new Result.CallOver());
        twilio.answers(404, 20404);
        assertThat(rescue(twilio.url()).hangUp(CALL)).isEqualTo(new Result.CallOver());
    }

    @Test
    void hangsUp() {
        assertThat(rescue(twilio.url()).hangUp(CALL)).isEqualTo(new Result.Done());
        assertThat(twilio.updates().getFirst().form()).containsEntry("Status", "completed");
    }

    @Test
    void nobodyAnswers() {
        assertThat(rescue(URI.create("http://127.0.0.1:1")).redirect(CALL)).isInstanceOf(Result.Failed.class);
    }

    @Test
    void saysWhatIsMissing() {
        var calls = new LiveCalls(Optional.empty(), twilio.url());
        var url = PublicUrl.parseOptional("https://voice.example");
        assertThat(new TwilioRescue(calls, url, Duration.ofMillis(1), Duration.ofSeconds(4)).redirect(CALL))
                .isInstanceOfSatisfying(
                        Result.Failed.class,
                        failed -> assertThat(failed.cause()).contains("TWILIO_AUTH_TOKEN"));
        assertThat(new TwilioRescue(calls, Optional.empty(), Duration.ofMillis(1), Duration.ofSeconds(4))
                        .redirect(CALL))
                .isEqualTo(new Result.Failed("PUBLIC_BASE_URL is not set"));
        assertThat(twilio.updates()).isEmpty();
    }

    private static TwilioRescue rescue(URI api) {
        return new TwilioRescue(
                new LiveCalls(TwilioCredentials.of("ACtest", "secret"), api),
                PublicUrl.parseOptional("https://voice.example"),
                Duration.ofMillis(1),
                Duration.ofSeconds(4));
    }
}

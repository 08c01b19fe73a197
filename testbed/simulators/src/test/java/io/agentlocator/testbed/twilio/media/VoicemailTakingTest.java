package io.agentlocator.testbed.twilio.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentlocator.testbed.twilio.twiml.Verb;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VoicemailTakingTest {
    private final List<VoicemailTaking.Taken> taken = new ArrayList<>();

    @Test
    void endsWithSilenceAndIsTrimmed() {
        VoicemailTaking taking = taking(2, 60, true);
        frames(taking, 25, false);
        frames(taking, 50, true);
        frames(taking, 99, false);
        assertThat(taken).isEmpty();
        frames(taking, 1, false);
        assertThat(taken).hasSize(1);
        assertThat(taken.getFirst().mulaw()).hasSize(50 * 160);
        assertThat(taken.getFirst().digits()).isEmpty();
    }

    @Test
    void nothingSaidIsEmpty() {
        frames(taking(2, 60, true), 100, false);
        assertThat(taken).singleElement().matches(VoicemailTaking.Taken::empty);
    }

    @Test
    void endsAtTheLimitInMidWord() {
        frames(taking(2, 3, false), 200, true);
        assertThat(taken)
                .singleElement()
                .satisfies(all -> assertThat(all.mulaw()).hasSize(3 * 8000));
    }

    @Test
    void zeroSilenceNeverEnds() {
        frames(taking(0, 60, true), 1000, false);
        assertThat(taken).isEmpty();
    }

    @Test
    void endsOnAKeyAndOnHangUpOnce() {
        VoicemailTaking taking = taking(5, 60, true);
        frames(taking, 50, true);
        taking.digit('#');
        taking.hungUp();
        assertThat(taken)
                .singleElement()
                .satisfies(all -> assertThat(all.digits()).isEqualTo("#"));
    }

    private VoicemailTaking taking(int silence, int longest, boolean trim) {
        return new VoicemailTaking(
                new Verb.Voicemail(
                        Optional.empty(),
                        "POST",
                        Duration.ofSeconds(silence),
                        Duration.ofSeconds(longest),
                        "#",
                        false,
                        trim,
                        Optional.empty(),
                        "POST",
                        Set.of()),
                taken::add);
    }

    private static void frames(VoicemailTaking taking, int count, boolean audible) {
        for (int i = 0; i < count; i++) taking.frame(new byte[160], audible);
    }
}

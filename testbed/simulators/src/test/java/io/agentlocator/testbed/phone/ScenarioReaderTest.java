package io.agentlocator.testbed.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenarioReaderTest {
    @Test
    void readsEveryKindOfLine() {
        Scenario scenario = ScenarioReader.read("""
                name: caller interrupts the price
                from: "+972501234567"
                patience: { sure: 900ms, awaiting: 10s, lingering: 5s, longest: 2m }
                answers: { area: "תל אביב" }
                caller:
                  - says: "שלום, כמה עולה הדירה של שי בע״מ?"
                  - says: "רגע, רגע"
                    after: { heard: playback-started, delay: 600ms }
                  - clip: voices/dana.wav
                    after: { delay: 2s }
                  - digits: "123#"
                    after: { heard: connected }
                  - silence: 1.5s
                  - hangsUp: true
                expect:
                  - event: media-event.playback-cut
                    within: 400ms
                """, Path.of("/scenarios"));
        assertThat(scenario.steps())
                .containsExactly(
                        new ScenarioStep(
                                new CallerAction.Says("שלום, כמה עולה הדירה של שי בע״מ?"), After.agentFinished()),
                        new ScenarioStep(
                                new CallerAction.Says("רגע, רגע"), After.playbackStarted(Duration.ofMillis(600))),
                        new ScenarioStep(
                                new CallerAction.Clip(Path.of("/scenarios/voices/dana.wav")),
                                new After(After.Moment.NOTHING, Duration.ofSeconds(2))),
                        new ScenarioStep(
                                new CallerAction.Digits("123#"), new After(After.Moment.CONNECTED, Duration.ZERO)),
                        new ScenarioStep(new CallerAction.Silence(Duration.ofMillis(1500)), After.nothing()),
                        new ScenarioStep(new CallerAction.HangsUp(), After.agentFinished()));
        assertThat(scenario.from()).contains("+972501234567");
        assertThat(scenario.patience())
                .isEqualTo(new Patience(
                        Duration.ofMillis(900), Duration.ofSeconds(10), Duration.ofSeconds(5), Duration.ofMinutes(2)));
        assertThat(scenario.expect()).containsExactly(Map.of("event", "media-event.playback-cut", "within", "400ms"));
        assertThat(scenario.raw().get("answers")).isEqualTo(Map.of("area", "תל אביב"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    'caller: []' | needs a name
                    'name: a\ncaller: [{sais: x}]' | line 1
                    'name: a\ncaller: [{says: x, clip: y}]' | line 1
                    'name: a\ncaller: [{says: x, after: {herd: connected}}]' | takes heard and delay
                    'name: a\ncaller: [{says: x, after: {heard: music}}]' | music
                    'name: a\ncaller: [{silence: long}]' | not a duration
                    'name: a\npatience: {very: 1s}' | very
                    """)
    void slipsAreErrors(String yaml, String why) {
        assertThatThrownBy(() -> ScenarioReader.read(yaml.replace("\\n", "\n"), Path.of(".")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }
}

package io.agentlocator.speech.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.agentlocator.speech.recognition.Endpointing.Mark;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EndpointingTest {

    private static final Endpointing.Rule RULE = new Endpointing.Rule(600, 250, 120, 2000);

    /** Each letter is 100 ms: v = voice at its end, . = no voice, _ = missing sound. */
    static Stream<Arguments> timelines() {
        return Stream.of(
                arguments("silence is nothing", "..........", List.of()),
                arguments("a click is nothing", "..v.......", List.of()),
                arguments("two clicks far apart are nothing", "v.......v.......", List.of()),
                arguments(
                        "two clicks close together are a voice",
                        "v.v.......",
                        List.of(new Mark.Began(0), new Mark.Paused(0, 300), new Mark.Ended(0, 300))),
                arguments(
                        "a word",
                        "..vvv.......",
                        List.of(new Mark.Began(200), new Mark.Paused(200, 500), new Mark.Ended(200, 500))),
                arguments(
                        "not yet ended after 500 ms of silence",
                        "..vvv.....",
                        List.of(new Mark.Began(200), new Mark.Paused(200, 500))),
                arguments(
                        "a short breath does not pause",
                        "vvv..vvv......",
                        List.of(new Mark.Began(0), new Mark.Paused(0, 800), new Mark.Ended(0, 800))),
                arguments(
                        "the caller goes on after a guess",
                        "vvv...vv......",
                        List.of(
                                new Mark.Began(0),
                                new Mark.Paused(0, 300),
                                new Mark.WentOn(),
                                new Mark.Paused(0, 800),
                                new Mark.Ended(0, 800))),
                arguments(
                        "two utterances",
                        "vv......vv......",
                        List.of(
                                new Mark.Began(0),
                                new Mark.Paused(0, 200),
                                new Mark.Ended(0, 200),
                                new Mark.Began(800),
                                new Mark.Paused(800, 1000),
                                new Mark.Ended(800, 1000))),
                arguments(
                        "missing sound is silence, noticed at the next sound",
                        "vv______vv",
                        List.of(new Mark.Began(0), new Mark.Ended(0, 200), new Mark.Began(800))),
                arguments(
                        "a short gap is bridged",
                        "vv___vv......",
                        List.of(new Mark.Began(0), new Mark.Paused(0, 700), new Mark.Ended(0, 700))),
                arguments(
                        "long speech is cut into several utterances",
                        "v".repeat(25) + "......",
                        List.of(
                                new Mark.Began(0),
                                new Mark.Ended(0, 2000),
                                new Mark.Began(2000),
                                new Mark.Paused(2000, 2500),
                                new Mark.Ended(2000, 2500))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("timelines")
    void marks(String name, String timeline, List<Mark> expected) {
        var marks = new ArrayList<Mark>();
        var state = Endpointing.QUIET;
        for (int i = 0; i < timeline.length(); i++) {
            if (timeline.charAt(i) != '_') {
                var judged = Endpointing.next(RULE, state, i * 100L, i * 100L + 100, timeline.charAt(i) == 'v');
                state = judged.state();
                marks.addAll(judged.marks());
            }
        }
        assertThat(marks).isEqualTo(expected);
    }

    @Test
    void theEndOfTheSoundEndsTheUtterance() {
        var began = Endpointing.next(RULE, Endpointing.QUIET, 0, 200, true);
        assertThat(Endpointing.end(began.state()).marks()).containsExactly(new Mark.Ended(0, 200));
        var click = Endpointing.next(RULE, Endpointing.QUIET, 0, 100, true);
        assertThat(Endpointing.end(click.state()).marks()).isEmpty();
        assertThat(Endpointing.end(Endpointing.QUIET).marks()).isEmpty();
    }

    @Test
    void aContradictoryRuleIsRefused() {
        assertThatThrownBy(() -> new Endpointing.Rule(200, 250, 120, 2000))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Endpointing.Rule(600, 250, 120, 500)).isInstanceOf(IllegalArgumentException.class);
    }
}

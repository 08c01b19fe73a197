package io.agentlocator.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One letter is one window of 32 ms: V voice, h between the two thresholds, - quiet. */
class SpeechDetectorTest {

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource({
        // too short for an onset
        "VVV-------,            ''",
        // an onset names where the voice began
        "--VVVV,                began 64",
        // a weak window inside a word does not undo the word
        "VV-VVV,                began 0",
        // clicks far apart do not add up
        "V-V-V-V-V-V-V-V-V-,    ''",
        // half a voice begins nothing
        "hhhhhhhhhh,            ''",
        // and ends nothing
        "VVVVhhhhhhhhhh,        began 0",
        // 200 ms of quiet end it, at the end of the last voiced window
        "VVVV------,            began 0",
        "VVVV-------,           began 0; ended 128",
        // a pause between words is no end
        "VVVV-----VV-----VV,    began 0",
        "VVVV-------VVVV,       began 0; ended 128; began 352",
    })
    void decides(String windows, String changes) {
        var detector = SpeechDetector.silent(MediaFixtures.SPEECH);
        List<String> seen = new ArrayList<>();
        for (int i = 0; i < windows.strip().length(); i++) {
            float probability = switch (windows.charAt(i)) {
                case 'V' -> 0.9f;
                case 'h' -> 0.4f;
                default -> 0.1f;
            };
            var stepped = detector.step(new SpeechProbability(i * 32L, (i + 1) * 32L, probability));
            detector = stepped.next();
            switch (stepped.change()) {
                case SpeechDetector.Change.None none -> {}
                case SpeechDetector.Change.Began began -> seen.add("began " + began.offsetMs());
                case SpeechDetector.Change.Ended ended -> seen.add("ended " + ended.offsetMs());
            }
        }
        assertThat(String.join("; ", seen)).isEqualTo(changes);
    }
}

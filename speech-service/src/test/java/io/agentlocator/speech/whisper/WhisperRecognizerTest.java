package io.agentlocator.speech.whisper;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentlocator.speechmodels.Recognised;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WhisperRecognizerTest {

    @ParameterizedTest
    @CsvSource({
        // text, average log probability, probability of no speech, looped, trusted
        "אני מחפש דירה, -0.3, 0.01, false, true",
        "אני מחפש דירה, -1.3, 0.01, false, false",
        "אני מחפש דירה, -0.3, 0.85, false, false",
        "אני מחפש אני מחפש אני מחפש, -0.3, 0.01, true, false",
        "כן, -0.45, 0.01, true, true",
        "לא, -1.8, 0.2, false, true",
        "לא, -1.8, 0.5, false, false",
        "חדרים, -0.6, 0.98, true, false",
        "תודה על הצפייה., -0.1, 0.1, false, false",
        "תודה, -0.3, 0.1, false, true",
        "תודה, -0.3, 0.5, false, false",
        "050-234-5678, -0.3, 0.1, false, true",
        "'...', -0.3, 0.1, false, false",
        "'', 0, 0.1, false, false",
    })
    void trusts(String text, double logProbability, double noSpeech, boolean looped, boolean trusted) {
        assertThat(WhisperRecognizer.trusted(text, new Recognised(text, logProbability, noSpeech, looped, 5)))
                .isEqualTo(trusted);
    }

    @ParameterizedTest
    @CsvSource({"'\u202Bהיא תשארת את זה. ', היא תשארת את זה.", "'\u200Fכן\u202C', כן", "בע״מ, בע״מ"})
    void directionMarksAreRemoved(String heard, String plain) {
        assertThat(WhisperRecognizer.plain(heard)).isEqualTo(plain);
    }
}

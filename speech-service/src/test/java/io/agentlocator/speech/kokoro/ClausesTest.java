package io.agentlocator.speech.kokoro;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ClausesTest {

    static Stream<Arguments> sentences() {
        return Stream.of(
                Arguments.of("שלום.", List.of("שלום.")),
                Arguments.of("סליחה, לא הבנתי.", List.of("סליחה, לא הבנתי.")),
                Arguments.of(
                        "יש לנו דירה יפה, קומה שלישית, עם מרפסת.",
                        List.of("יש לנו דירה יפה,", "קומה שלישית, עם מרפסת.")),
                Arguments.of(
                        "אז רשמתי שאתם מחפשים דירה של ארבעה חדרים באזור המרכז.",
                        List.of("אז רשמתי שאתם מחפשים דירה", "של ארבעה חדרים באזור המרכז.")),
                Arguments.of("", List.of()));
    }

    @ParameterizedTest
    @MethodSource("sentences")
    void cuts(String sentence, List<String> clauses) {
        assertThat(Clauses.of(sentence)).isEqualTo(clauses);
    }

    @Test
    void nothingIsLost() {
        String sentence = "הדירה, שנמצאת ברחוב הראשי, עולה מיליון שמונה מאות וחמישים אלף שקלים; אפשר לתאם ביקור?";
        assertThat(String.join(" ", Clauses.of(sentence))).isEqualTo(sentence);
    }
}

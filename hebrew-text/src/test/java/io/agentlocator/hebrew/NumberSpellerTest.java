package io.agentlocator.hebrew;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentlocator.hebrew.NumberSpeller.Form;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberSpellerTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0         | אפס                                  | אפס
            1         | אחת                                  | אחד
            2         | שתיים                                | שניים
            8         | שמונה                                | שמונה
            10        | עשר                                  | עשרה
            11        | אחת עשרה                             | אחד עשר
            12        | שתים עשרה                            | שנים עשר
            19        | תשע עשרה                             | תשעה עשר
            21        | עשרים ואחת                           | עשרים ואחד
            100       | מאה                                  | מאה
            115       | מאה וחמש עשרה                        | מאה וחמישה עשר
            120       | מאה ועשרים                           | מאה ועשרים
            250       | מאתיים וחמישים                       | מאתיים וחמישים
            999       | תשע מאות תשעים ותשע                  | תשע מאות תשעים ותשעה
            1000      | אלף                                  | אלף
            1001      | אלף ואחת                             | אלף ואחד
            2000      | אלפיים                               | אלפיים
            3000      | שלושת אלפים                          | שלושת אלפים
            4500      | ארבעת אלפים וחמש מאות                | ארבעת אלפים וחמש מאות
            5250      | חמשת אלפים מאתיים וחמישים            | חמשת אלפים מאתיים וחמישים
            10000     | עשרת אלפים                           | עשרת אלפים
            15000     | חמישה עשר אלף                        | חמישה עשר אלף
            1800000   | מיליון ושמונה מאות אלף               | מיליון ושמונה מאות אלף
            2000000   | שני מיליון                           | שני מיליון
            3000000000 | שלושה מיליארד                       | שלושה מיליארד
            """)
    void countsInBothGenders(long number, String feminine, String masculine) {
        assertThat(NumberSpeller.cardinal(number, Gender.FEMININE, Form.ALONE)).isEqualTo(feminine);
        assertThat(NumberSpeller.cardinal(number, Gender.MASCULINE, Form.ALONE)).isEqualTo(masculine);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2  | שני    | שני    | שתי
            3  | שלושה  | שלושת  | שלוש
            10 | עשרה   | עשרת   | עשר
            22 | עשרים ושניים | עשרים ושניים | עשרים ושתיים
            """)
    void theFormFollowsTheNoun(long number, String beforeNoun, String construct, String feminine) {
        assertThat(NumberSpeller.cardinal(number, Gender.MASCULINE, Form.BEFORE_NOUN))
                .isEqualTo(beforeNoun);
        assertThat(NumberSpeller.cardinal(number, Gender.MASCULINE, Form.CONSTRUCT))
                .isEqualTo(construct);
        assertThat(NumberSpeller.cardinal(number, Gender.FEMININE, Form.BEFORE_NOUN))
                .isEqualTo(feminine);
        assertThat(NumberSpeller.cardinal(number, Gender.FEMININE, Form.CONSTRUCT))
                .isEqualTo(feminine);
    }

    @ParameterizedTest
    @CsvSource({"2.5,שניים וחצי", "0.5,חצי", "3.7,שלוש נקודה שבע", "1.234,אחת נקודה שתיים שלוש ארבע", "4.00,ארבעה"})
    void fractions(BigDecimal number, String words) {
        assertThat(NumberSpeller.decimal(number, Gender.MASCULINE, Form.ALONE)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({"1,ראשון,ראשונה", "2,שני,שנייה", "10,עשירי,עשירית", "11,אחד עשר,אחת עשרה"})
    void ordinals(int number, String masculine, String feminine) {
        assertThat(NumberSpeller.ordinal(number, Gender.MASCULINE)).isEqualTo(masculine);
        assertThat(NumberSpeller.ordinal(number, Gender.FEMININE)).isEqualTo(feminine);
    }

    @Test
    void aNumberBeyondTheWordsIsRefused() {
        assertThatThrownBy(() -> NumberSpeller.cardinal(1_000_000_000_000L, Gender.FEMININE, Form.ALONE))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> NumberSpeller.cardinal(-1, Gender.FEMININE, Form.ALONE))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

package io.agentlocator.speechmodels.hebrew;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpokenNumbersTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            אין כאן ספרות                | אין כאן ספרות
            3 חדרים                      | שלושה חדרים
            3 דירות                      | שלוש דירות
            2 חדרים                      | שני חדרים
            2 דירות                      | שתי דירות
            1 חדר                        | חדר אחד
            דירה 12                      | דירה שתים עשרה
            050-1234567                  | אפס חמש אפס, אחת שתיים שלוש, ארבע חמש שש שבע
            0501234567                   | אפס חמש אפס, אחת שתיים שלוש, ארבע חמש שש שבע
            03-6123456                   | אפס שלוש, שש אחת שתיים, שלוש ארבע חמש שש
            *2345                        | כוכבית שתיים שלוש ארבע חמש
            ב-15:30                      | ב־שלוש וחצי
            ב 10:00                      | ב עשר
            9:15                         | תשע ורבע
            9:20                         | תשע ועשרים
            2,500,000 ש״ח                | שני מיליון חמש מאות אלף ש״ח
            ₪1,500                       | אלף חמש מאות שקלים
            1500 ₪                       | אלף חמש מאות שקלים
            2.5 מיליון ₪                 | שניים וחצי מיליון שקלים
            3 מיליון                     | שלושה מיליון
            1 מיליון                     | מיליון
            5%                           | חמישה אחוזים
            3.7                          | שלוש נקודה שבע
            12/3                         | שנים עשר במרץ
            1.2.2026                     | אחד בפברואר אלפיים עשרים ושש
            בין 3 ל-4 חדרים              | בין שלוש ל־ארבעה חדרים
            """)
    void writesFiguresAsWords(String text, String words) {
        assertThat(SpokenNumbers.expand(text)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0         | אפס                                  | אפס
            1         | אחת                                  | אחד
            10        | עשר                                  | עשרה
            11        | אחת עשרה                             | אחד עשר
            21        | עשרים ואחת                           | עשרים ואחד
            100       | מאה                                  | מאה
            115       | מאה וחמש עשרה                        | מאה וחמישה עשר
            120       | מאה ועשרים                           | מאה ועשרים
            250       | מאתיים וחמישים                       | מאתיים וחמישים
            999       | תשע מאות תשעים ותשע                  | תשע מאות תשעים ותשעה
            1000      | אלף                                  | אלף
            2000      | אלפיים                               | אלפיים
            3000      | שלושת אלפים                          | שלושת אלפים
            4500      | ארבעת אלפים חמש מאות                 | ארבעת אלפים חמש מאות
            15000     | חמישה עשר אלף                        | חמישה עשר אלף
            1800000   | מיליון שְׁמוֹנֶה מאות אלף            | מיליון שְׁמוֹנֶה מאות אלף
            """)
    void countsInBothGenders(long number, String feminine, String masculine) {
        assertThat(HebrewNumber.feminine(number)).isEqualTo(feminine.replaceAll("[\\u05B0-\\u05C2]", ""));
        assertThat(HebrewNumber.masculine(number)).isEqualTo(masculine.replaceAll("[\\u05B0-\\u05C2]", ""));
    }
}

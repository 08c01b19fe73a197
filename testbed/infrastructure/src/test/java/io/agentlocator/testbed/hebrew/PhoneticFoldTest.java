package io.agentlocator.testbed.hebrew;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhoneticFoldTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            תל אביב        | טל אביב       | 0
            שלושה חדרים    | שלוסה חדרים   | 0
            רמת גן         | רמט גן        | 0
            כן             | קן            | 0
            דִּירָה        | דירה          | 0
            בן 5           | בן חמש        | 0
            מעוניין        | מעונין        | 0
            צה״ל           | צה"ל          | 0
            דירה           | דירא          | 0.1
            שלום           | שלם           | 0.125
            כן             | לא            | 1
            '' | '' | 0
            """)
    void distanceIsOfSoundNotSpelling(String first, String second, double distance) {
        assertThat(PhoneticFold.distance(first, second)).isEqualTo(distance, within(1e-9));
        assertThat(PhoneticFold.distance(second, first)).isEqualTo(distance, within(1e-9));
    }

    @Test
    void bestMatchIsTheNearestPhrase() {
        List<String> cities = List.of("תל אביב", "רמת גן", "באר שבע", "הרצליה", "חיפה");
        assertThat(PhoneticFold.bestMatch("ביר שבע", cities))
                .hasValueSatisfying(match -> assertThat(match.phrase()).isEqualTo("באר שבע"));
        assertThat(PhoneticFold.bestMatch("ארצליה", cities))
                .hasValueSatisfying(match -> assertThat(match.phrase()).isEqualTo("הרצליה"));
        assertThat(PhoneticFold.bestMatch("קייפה", cities))
                .hasValueSatisfying(match -> assertThat(match.phrase()).isEqualTo("חיפה"));
        assertThat(PhoneticFold.bestMatch("משהו", List.of())).isEmpty();
    }
}

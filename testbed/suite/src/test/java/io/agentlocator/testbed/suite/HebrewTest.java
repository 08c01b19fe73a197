package io.agentlocator.testbed.suite;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HebrewTest {

    @ParameterizedTest
    @CsvSource({"שלום, םולש", "3 חדרים, םירדח 3", "בע״מ (2026), (2026) מ״עב", "hello, hello"})
    void visualOrderIsWhatStandsOnTheLineFromLeftToRight(String written, String shown) {
        assertThat(Hebrew.visual(written)).isEqualTo(shown);
    }
}

package io.agentlocator.crm.libphonenumber;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LibPhoneNumberNormalizerTest {

    private final LibPhoneNumberNormalizer numbers = new LibPhoneNumberNormalizer();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    +972501234567        | +972501234567
                    050-123-4567         | +972501234567
                    0501234567           | +972501234567
                    ' 972-50-1234567 '   | +972501234567
                    +972 (0)50 123 4567  | +972501234567
                    03-5551234           | +97235551234
                    +442079460958        | +442079460958
                    anonymous            | -
                    Anonymous            | -
                    client:lea           | -
                    sip:lea@example.com  | -
                    sip:+972501234567@x  | -
                    +266696687           | -
                    ''                   | -
                    12                   | -
                    050123456789012      | -
                    """)
    void writtenInAnyForm(String written, String e164) {
        assertThat(numbers.e164(written).orElse("-")).isEqualTo(e164);
    }
}

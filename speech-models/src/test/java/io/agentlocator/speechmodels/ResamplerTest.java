package io.agentlocator.speechmodels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResamplerTest {

    private static float[] tone(double hertz, int rate) {
        float[] samples = new float[rate / 2];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) (0.5 * Math.sin(2 * Math.PI * hertz * i / rate));
        }
        return samples;
    }

    @ParameterizedTest
    @CsvSource({
        "8000,16000,300",
        "8000,16000,1000",
        "8000,16000,3300",
        "24000,8000,300",
        "24000,8000,3300",
        "16000,16000,5000",
        "22050,8000,1000"
    })
    void keepsWhatBothRatesCanHold(int from, int to, double hertz) {
        float[] result = Resampler.between(from, to).apply(tone(hertz, from));
        float[] expected = tone(hertz, to);
        assertThat(result.length).isCloseTo(expected.length, within(1));
        for (int i = 100; i < expected.length - 100; i++) {
            assertThat(result[i]).isCloseTo(expected[i], within(0.01f));
        }
    }

    @ParameterizedTest
    @CsvSource({"24000,8000,4600", "24000,8000,7000", "24000,8000,11000", "16000,8000,5000"})
    void dropsWhatTheLowerRateWouldFoldBack(int from, int to, double hertz) {
        float[] result = Resampler.between(from, to).apply(tone(hertz, from));
        for (int i = 100; i < result.length - 100; i++) {
            assertThat(Math.abs(result[i])).isLessThan(0.005f);
        }
    }
}

package io.agentlocator.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UntrustedTextTest {

    /** Newline variants, terminal codes, what turns the reading direction, what shows nothing, halves of characters. */
    @ParameterizedTest
    @ValueSource(
            ints = {
                0x00, 0x08, 0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x1B, 0x7F, 0x85, 0x9B, 0xAD, 0x061C, 0x200B, 0x200E, 0x200F,
                0x2028, 0x2029, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2060, 0x2066, 0x2067, 0x2068, 0x2069, 0xD800,
                0xDC00, 0xFEFF, 0xFFFE, 0xFFFF
            })
    void harmfulCharactersAreReplaced(int character) {
        assertThat(UntrustedText.inLog("MZ" + (char) character + "1")).isEqualTo("MZ\uFFFD1");
    }

    @Test
    void tagsBeyondTheBasicPlaneAreReplaced() {
        assertThat(UntrustedText.inLog("a" + Character.toString(0xE0041) + "b")).isEqualTo("a\uFFFD\uFFFDb");
    }

    @ParameterizedTest
    @CsvSource({"/webhook/call_status", "בע״מ שלום", "😀 hi", "''", "a=b \"c\"", "é", "日本"})
    void allElseStays(String text) {
        assertThat(UntrustedText.inLog(text)).isEqualTo(text);
    }

    @Test
    void aForgedLineStaysOneLine() {
        String forged =
                "MZ\n23:59:59.999 WARN  i.a.w.k.WatchdogLog WATCHDOG_REDIRECT_FAIL call_sid=CAforged\u001b[31m\u202e";
        assertThat(UntrustedText.inLog(forged).lines()).hasSize(1);
        assertThat(UntrustedText.inLog(forged))
                .doesNotContain("\u001b", "\u202e")
                .startsWith("MZ\uFFFD23:59");
    }

    @Test
    void whatIsLongIsShortenedAndSaysHowLongItWas() {
        assertThat(UntrustedText.inLog("x".repeat(60_000))).isEqualTo("x".repeat(200) + "…(60000)");
        assertThat(UntrustedText.inLog("x".repeat(200))).hasSize(200);
        assertThat(UntrustedText.inLog("x😀", 2)).isEqualTo("x…(3)");
        assertThat(UntrustedText.inLog(null)).isEqualTo("-");
    }
}

package io.agentlocator.shell.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamedLinesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "WS_START stream_sid=MZ1 call_sid=CA1 | WS_START | CA1",
                "WATCHDOG_REDIRECT_FAIL call_sid=CA1 cause=\"401 בע״מ\" | WATCHDOG_REDIRECT_FAIL | CA1",
                "WATCHDOG_REDIRECT call_sid=CA1 | WATCHDOG_REDIRECT | CA1",
                "recording_transcribe_fail recording_sid=RE1 call_sid=CAx | recording_transcribe_fail | CAx",
                "recording_transcribed recording_sid=RE1 call_sid=CAx | recording_transcribed | CAx",
                "REQ method=POST path=/webhook/call_status | REQ | ",
                "WS_SELFTEST=101 | WS_SELFTEST | ",
                "VENDOR_SWITCHED role=recognizer from=google to=whisper call_sid=CA2 | VENDOR_SWITCHED | CA2"
            })
    void aNamedLineIsKnownByItsFirstWord(String line, String name, String callSid) {
        assertThat(NamedLines.of(line)).hasValueSatisfying(named -> {
            assertThat(named.name()).isEqualTo(name);
            assertThat(named.callSid()).isEqualTo(Optional.ofNullable(callSid));
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "outbox full, event refused lane=events",
                "saw WS_START call_sid=CA1",
                "REQUIRED settings are missing",
                "recording_transcribed_twice call_sid=CA1",
                "ws_start call_sid=CA1"
            })
    void anyOtherLineStaysInTheLogAlone(String line) {
        assertThat(NamedLines.of(line)).isEmpty();
    }

    @Test
    void aLongLineIsShortened() {
        assertThat(NamedLines.shortened("א".repeat(5_000))).hasSize(1_000).endsWith("…");
    }
}

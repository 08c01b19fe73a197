package io.agentlocator.gateway.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FormTest {

    @Test
    void readsWhatTwilioSends() {
        Form form = form("CallSid=CA1&From=%2B972525381648&CallerName=%D7%91%D7%A2%D7%B4%D7%9E+%26+Co&Empty=&Flag");
        assertThat(form.parameters())
                .isEqualTo(Map.of(
                        "CallSid", List.of("CA1"),
                        "From", List.of("+972525381648"),
                        "CallerName", List.of("בע״מ & Co"),
                        "Empty", List.of(""),
                        "Flag", List.of("")));
        assertThat(form.get("Empty")).isNull();
        assertThat(form.get("Absent")).isNull();
    }

    @Test
    void keepsWhatIsRepeated() {
        assertThat(form("A=1&B=x&A=2&A=1").parameters().get("A")).containsExactly("1", "2", "1");
    }

    @Test
    void whatIsBrokenStandsForItself() {
        assertThat(form("A=%&B=%4&C=%zz&D=%D7&=x&E=a=b&&").parameters())
                .isEqualTo(Map.of(
                        "A", List.of("%"),
                        "B", List.of("%4"),
                        "C", List.of("%zz"),
                        "D", List.of("\uFFFD"),
                        "", List.of("x"),
                        "E", List.of("a=b")));
        assertThat(form("").parameters()).isEmpty();
    }

    @Test
    void numbersAreWholeAndNotNegative() {
        Form form = form("a=7&b=-1&c=1.5&d=99999999999&e=x&f=");
        assertThat(form.count("a")).isEqualTo(7);
        for (String name : List.of("b", "c", "d", "e", "f", "g")) {
            assertThat(form.count(name)).as(name).isNull();
        }
    }

    @Test
    void aFloodOfParametersIsRefused() {
        assertThat(Form.parse("a&".repeat(501).getBytes(UTF_8))).isEmpty();
        assertThat(Form.parse("a&".repeat(500).getBytes(UTF_8))).isPresent();
    }

    @Test
    void anyBytesAreRead() {
        var random = new Random(3);
        byte[] alphabet = {'%', '&', '=', '+', 'A', '4', '1', (byte) 0xD7, (byte) 0xFF, 0};
        for (int i = 0; i < 5_000; i++) {
            byte[] body = new byte[random.nextInt(40)];
            for (int b = 0; b < body.length; b++) {
                body[b] = alphabet[random.nextInt(alphabet.length)];
            }
            assertThat(Form.parse(body)).isPresent();
        }
    }

    private static Form form(String body) {
        return Form.parse(body.getBytes(UTF_8)).orElseThrow();
    }
}

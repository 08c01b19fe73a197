package io.agentlocator.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * No source that is shipped may make a {@code <Start>} or a {@code <Say>} (R38): neither by the SDK's classes nor in a
 * text of its own.
 */
class TwimlProducersTest {

    private static final Path SUITE = Path.of("").toAbsolutePath().getParent();
    private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/|(?m)^\\s*//.*$");
    private static final Pattern FORBIDDEN = Pattern.compile(
            "<(Start|Say)\\b|com\\.twilio\\.twiml\\.voice\\."
                    + "(Start|Say\\w*|Siprec|Transcription)\\b|com\\.twilio\\.twiml\\.voice\\.\\*|\\.say\\(new Say\\b|\\.start\\(new Start\\b");
    private static final Pattern PRODUCES = Pattern.compile("com\\.twilio\\.twiml|<Response[ />]");

    @Test
    void noneMakesWhatTwilioRefuses() {
        assertThat(sources())
                .as("shipped sources below %s", SUITE)
                .hasSizeGreaterThan(50)
                .allSatisfy(source -> assertThat(FORBIDDEN
                                .matcher(code(source))
                                .results()
                                .map(found -> found.group())
                                .toList())
                        .as("%s", SUITE.relativize(source))
                        .isEmpty());
    }

    @Test
    void documentsAreMadeInTwoPlacesOnly() {
        assertThat(sources().stream()
                        .filter(source -> PRODUCES.matcher(code(source)).find()))
                .extracting(source -> source.getFileName().toString())
                .containsExactlyInAnyOrder("TwimlDocuments.java", "LastResort.java");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "String bad = \"<Say language=\\\"he-IL\\\">\";",
                "import com.twilio.twiml.voice.Say;",
                "import com.twilio.twiml.voice.*;",
                "response.start(new Start.Builder().build())",
                "\"<Start><Stream url='wss://x'/></Start>\""
            })
    void theRuleSeesThem(String line) {
        assertThat(FORBIDDEN.matcher(line).find()).isTrue();
    }

    private static List<Path> sources() {
        try (Stream<Path> all = Files.walk(SUITE, 14)) {
            return all.filter(path -> path.toString().endsWith(".java"))
                    .filter(path -> path.toString().contains("/src/main/java/"))
                    // What checks documents names what it looks for.
                    .filter(path -> !path.startsWith(SUITE.resolve("testbed")))
                    .filter(path -> !path.startsWith(SUITE.resolve("deploy")))
                    .filter(path -> !path.toString().contains("/target/"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String code(Path source) {
        try {
            return COMMENT.matcher(Files.readString(source, UTF_8)).replaceAll("");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

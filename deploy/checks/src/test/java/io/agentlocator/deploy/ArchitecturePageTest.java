package io.agentlocator.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentlocator.testbed.house.PageTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table "Numbers" of docs/architecture.md against the defaults in the code. */
class ArchitecturePageTest {

    private static final Path PAGE = Chart.ROOT.resolve("docs/architecture.md");

    private record Row(String value, String setting) {}

    @Test
    void theNumbersAreTheDefaults() throws IOException {
        List<Row> rows = rows();
        assertThat(rows).hasSizeGreaterThan(10);
        for (Row row : rows) {
            assertThat(row.value).as(row.setting).isEqualTo(defaultOf(row.setting));
        }
    }

    @Test
    void numbersOfTimesStandInTheTableOnly() throws IOException {
        String text = Files.readString(PAGE).split("## Numbers", -1)[0].replaceAll("Twilio's frames \\(20 ms\\)", "");
        assertThat(Pattern.compile("\\d+(\\.\\d+)? ?(ms|s)\\b")
                        .matcher(text)
                        .results()
                        .map(MatchResult::group))
                .isEmpty();
    }

    private static List<Row> rows() throws IOException {
        return PageTable.of(Files.readString(PAGE), "what", "default", "setting").rows().stream()
                .map(row -> new Row(row.cell("default"), String.join("", row.names("setting"))))
                .toList();
    }

    /** {@code Config.method} is a {@code @WithDefault}, {@code prefix.name} a property with a default. */
    private static String defaultOf(String setting) throws IOException {
        String owner = setting.substring(0, setting.indexOf('.'));
        String name = setting.substring(setting.indexOf('.') + 1);
        boolean property = Character.isLowerCase(owner.charAt(0));
        Pattern pattern = Pattern.compile(
                property
                        ? "(?m)^" + Pattern.quote(setting) + "=\\$\\{[A-Z_]+:([^}]*)}$"
                        : "@WithDefault\\(\"([^\"]*)\"\\)\\s+\\w+ " + Pattern.quote(name) + "\\(\\);");
        String file = property ? "application.properties" : owner + ".java";
        for (String service : Environment.SERVICES) {
            try (Stream<Path> files = Files.walk(Chart.ROOT.resolve(service).resolve("src/main"))) {
                for (Path each : files.filter(path -> path.endsWith(file)).toList()) {
                    Matcher found = pattern.matcher(Files.readString(each));
                    if (found.find()) {
                        return found.group(1);
                    }
                }
            }
        }
        throw new AssertionError("no default of " + setting);
    }
}

package io.agentlocator.testbed.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentlocator.events.Topic;
import io.agentlocator.testbed.house.PageTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Compares the map in the README with the code: which service reads and writes which topic. */
class MapTest {

    private static final Path ROOT = Path.of("../..");
    private static final Pattern NAMED_IN_CODE = Pattern.compile("Topic\\.([A-Z_]+)");
    private static final Pattern CHANNEL = Pattern.compile("mp\\.messaging\\.incoming\\.([a-z-]+)\\.");

    @ParameterizedTest
    @EnumSource(Service.class)
    void theReadmeNamesTheTopicsThatTheServiceWrites(Service service) {
        assertThat(row(service, "writes")).isEqualTo(written(service));
    }

    @ParameterizedTest
    @EnumSource(Service.class)
    void theReadmeNamesTheTopicsOfOthersThatTheServiceReads(Service service) throws IOException {
        Set<String> named = new TreeSet<>();
        Path sources = ROOT.resolve(service.directory()).resolve("src/main");
        try (var files = Files.walk(sources)) {
            files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(".java"))
                    .forEach(file -> NAMED_IN_CODE
                            .matcher(text(file))
                            .results()
                            .map(match -> Topic.valueOf(match.group(1)).topicName())
                            .forEach(named::add));
        }
        CHANNEL.matcher(text(sources.resolve("resources/application.properties")))
                .results()
                .forEach(match -> named.add(match.group(1)));
        named.removeAll(written(service));

        assertThat(row(service, "reads of others")).isEqualTo(named);
    }

    private static Set<String> written(Service service) {
        return Arrays.stream(Topic.values())
                .filter(topic -> topic.writer().equals(service.directory()))
                .map(Topic::topicName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> row(Service service, String column) {
        return PageTable.of(text(ROOT.resolve("README.md")), "module", "in one sentence", "reads of others", "writes")
                .rows()
                .stream()
                .filter(row -> row.cell("module").startsWith("[" + service.directory() + "]"))
                .flatMap(row -> row.names(column).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

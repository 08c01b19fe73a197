package io.agentlocator.gonogo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.agentlocator.testbed.house.PageTable;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compares docs/directive.md, the mutations of its rows and docs/fault-map.md with the sources. */
class DirectiveTest {

    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final String HOLDERS = "held by";
    private static final Pattern VENDOR = Pattern.compile("(?i)google|openai|grpc");
    private static final Set<String> NOT_SOURCES = Set.of("target", ".git", ".run", "node_modules");

    @Test
    void everyRequirementIsHeldBySomethingThatExists() throws IOException {
        assertThat(problems(Files.readString(ROOT.resolve("docs/directive.md"))))
                .isEmpty();
    }

    @Test
    void aMissingRowAndAHolderThatIsNoMoreAreFound() throws IOException {
        String broken = Files.readString(ROOT.resolve("docs/directive.md"))
                .replace("| R90 |", "| X90 |")
                .replace("`CallWriter`", "`CallWriterOfOld`")
                .replace("`gonogo:mp3`", "`gonogo:mp4`");
        assertThat(problems(broken))
                .contains("R90 has no row", "R102: CallWriterOfOld does not exist", "R74: gonogo:mp4 does not exist");
    }

    @Test
    void everyFaultThatACheckNamesIsInTheFaultMap() throws IOException {
        var checks = new StringBuilder();
        for (Path source : sources().toList()) {
            String text = source.toString().endsWith(".java") ? Files.readString(source) : "";
            if (text.contains(" implements Check {")) {
                checks.append(text);
            }
        }
        var named = new TreeSet<String>();
        Matcher failed = Pattern.compile(
                        "(?<!of\\(|because\\(|passed\\()\"(\\d{3,5}|(?!in-progress)[a-z]+-[a-z]+|watchdog|unreachable)\"[,)\\s]")
                .matcher(checks);
        while (failed.find()) {
            named.add(failed.group(1));
        }
        assertThat(named).contains("31920", "11100", "watchdog", "stale-replica", "no-words");
        assertThat(named).allMatch(id -> FaultMap.standard().of(id).isPresent());
    }

    /** R20: the machine that lands changes runs what a newcomer runs. */
    @Test
    void ciRunsTheTestCommandAlone() throws IOException {
        assertThat(Files.readAllLines(ROOT.resolve(".ci/run")))
                .containsExactly("#!/usr/bin/env bash", "set -e", "cd \"$(dirname \"$0\")/..\"", "exec ./test");
        assertThat(Files.readString(ROOT.resolve("test"))).contains("maven verify \"$@\"");
    }

    /** R61 to R68: names and keys of the log lines are a contract with whoever searches for them. */
    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource({
        "R61, service-shell, REQ method=%s path=",
        "R61, service-shell, RES method=%s path=%s status=",
        "R62, media-ingest, WS_CONNECTED path=",
        "R63, media-ingest, WS_START",
        "R64, speech-service, HEBREW_SPEECH interim ",
        "R64, speech-service, HEBREW_SPEECH final ",
        "R65, media-ingest, PING_PONG_TX turn=",
        "R65, telephony-gateway, PING_PONG_TX call_sid=",
        "R66, media-ingest, WS_STOP reason=",
        "R67, watchdog-service, WATCHDOG_REDIRECT call_sid=",
        "R67, watchdog-service, WATCHDOG_REDIRECT_OK call_sid=",
        "R67, watchdog-service, WATCHDOG_REDIRECT_FAIL call_sid=",
        "R68, speech-service, recording_transcribed recording_sid=",
        "R68, speech-service, recording_transcribe_fail recording_sid="
    })
    void aLogLineIsWrittenUnderItsName(String requirement, String module, String beginning) throws IOException {
        assertThat(sources().filter(source -> source.startsWith(ROOT.resolve(module + "/src/main/java"))))
                .as(requirement)
                .anySatisfy(source -> assertThat(Files.readString(source)).contains('"' + beginning));
    }

    /** R82 to R87. */
    @Test
    void everyFaultOfTheDirectiveIsInTheFaultMap() throws IOException {
        for (String fault : List.of("31920", "11100", "13512", "31924", "15003", "watchdog")) {
            assertThat(FaultMap.parse(Files.readString(ROOT.resolve("docs/fault-map.md")))
                            .of(fault))
                    .as(fault)
                    .isPresent();
        }
    }

    @Test
    void aVendorIsKnownInItsPackageAndWhereItIsChosenOnly() throws IOException {
        List<String> known = new ArrayList<>();
        for (Path source : sources().toList()) {
            if (source.toString().contains("/src/main/java/")
                    && source.toString().endsWith(".java")) {
                known.addAll(vendorsIn(ROOT.relativize(source), Files.readString(source)));
            }
        }
        assertThat(known).isEmpty();
        assertThat(vendorsIn(
                        Path.of("speech-service/src/main/java/io/agentlocator/speech/recognition/Listening.java"),
                        "// Google would do\nimport com.google.cloud.speech.v2.SpeechClient;\n"))
                .hasSize(1);
    }

    /** Comments may name whom a fact comes from; {@code openai} is what a check of readiness has to be called. */
    private static List<String> vendorsIn(Path source, String text) {
        String where = source.toString();
        if (where.startsWith("testbed") || where.matches(".*/(google|openai|app|libphonenumber)/.*")) {
            return List.of();
        }
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.startsWith("*") && !line.startsWith("/*") && !line.startsWith("//"))
                .filter(line -> VENDOR.matcher(line.replace("\"openai\"", "")).find())
                .map(line -> where + ": " + line)
                .toList();
    }

    @Test
    void nothingIsNamedLegacy() throws IOException {
        assertThat(sources().map(ROOT::relativize).map(Path::toString).filter(path -> path.contains("/legacy/")))
                .isEmpty();
    }

    /** A copy of a file is a mistake sooner or later, other than these, which a test keeps the same. */
    @Test
    void noFileIsACopyOfAnother() throws Exception {
        Map<String, List<String>> same = new TreeMap<>();
        for (Path file : sources().toList()) {
            if (Files.size(file) > 200) {
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
                same.computeIfAbsent(HexFormat.of().formatHex(digest), none -> new ArrayList<>())
                        .add(ROOT.relativize(file).toString());
            }
        }
        assertThat(same).hasSizeGreaterThan(100);
        assertThat(same.values().stream().filter(files -> files.size() > 1).map(Set::copyOf))
                .containsExactly(Set.of("deploy/helm/agentlocator/alerts.yaml", "deploy/observe/alerts.yaml"));
    }

    /** {@code ./agentlocator mutations} runs them; here they are only compared with the rows. */
    @Test
    void everyRowHasAMutationThatItsHolderFinds() throws IOException {
        var mutations = new YAMLMapper()
                .readTree(ROOT.resolve("testbed/mutations/mutations.yaml").toFile());
        Map<String, Set<String>> rows = rows(Files.readString(ROOT.resolve("docs/directive.md")));
        var proven = new TreeSet<String>();
        mutations.path("mutations").properties().forEach(mutation -> {
            proven.add(mutation.getKey());
            assertThat(rows.get(mutation.getKey()))
                    .as("the row %s names the test that finds its mutation", mutation.getKey())
                    .contains(mutation.getValue().path("holder").asText().split("#", 2)[0]);
        });
        var unproven = new TreeSet<String>();
        mutations.path("unproven").forEach(row -> unproven.add(row.asText()));
        var without = new TreeSet<>(requirements());
        without.removeAll(proven);
        assertThat(without)
                .as("rows without a mutation; the list in mutations.yaml only gets shorter")
                .isEqualTo(unproven);
    }

    private static List<String> problems(String directive) throws IOException {
        Map<String, Set<String>> rows = rows(directive);
        Set<String> names = sources()
                .map(file -> file.getFileName().toString())
                .filter(name -> name.endsWith(".java"))
                .map(name -> name.substring(0, name.length() - 5))
                .collect(Collectors.toSet());
        Set<String> checks = AllChecks.all(Options.of(List.of("example.com"), Optional.empty())).stream()
                .map(check -> "gonogo:" + check.id())
                .collect(Collectors.toSet());
        List<String> problems = new ArrayList<>();
        for (String requirement : requirements()) {
            Set<String> found = rows.get(requirement);
            if (found == null) {
                problems.add(requirement + " has no row");
                continue;
            }
            if (found.isEmpty()) {
                problems.add(requirement + " is held by nothing");
            }
            for (String one : found) {
                if (!names.contains(one) && !checks.contains(one) && !Files.exists(ROOT.resolve(one))) {
                    problems.add(requirement + ": " + one + " does not exist");
                }
            }
        }
        return problems;
    }

    /** The holders by the requirement's number. */
    private static Map<String, Set<String>> rows(String directive) {
        return Stream.of("requirement", "old file")
                .flatMap(column -> PageTable.of(directive, "R", column, HOLDERS).rows().stream())
                .collect(Collectors.toMap(row -> row.cell("R"), row -> row.names(HOLDERS)));
    }

    private static List<String> requirements() {
        return Stream.concat(
                        IntStream.rangeClosed(1, 102)
                                .filter(number -> number != 30)
                                .mapToObj(number -> "R" + number),
                        Stream.of("R30a", "R30b", "R38b"))
                .toList();
    }

    private static Stream<Path> sources() throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                return NOT_SOURCES.contains(directory.getFileName().toString())
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                files.add(file);
                return FileVisitResult.CONTINUE;
            }
        });
        return files.stream();
    }
}

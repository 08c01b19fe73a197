package io.agentlocator.testbed.suite.mutations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * One small mistake in the sources that the test which holds a requirement must find.
 *
 * @param requirement of docs/directive.md, as {@code R1}
 * @param file the end of the path of the file that is changed; its name alone where no other file has it
 * @param of the text that is replaced; it stands in the file once
 * @param holder the simple name of the test class, with {@code #method} where that is enough
 */
record Mutation(String requirement, String file, String of, String by, String holder) {

    /** @param file testbed/mutations/mutations.yaml */
    static List<Mutation> read(Path file) throws IOException {
        return new YAMLMapper()
                .readTree(file.toFile()).path("mutations").properties().stream()
                        .map(row -> new Mutation(
                                row.getKey(),
                                text(row.getValue(), "in"),
                                text(row.getValue(), "of"),
                                text(row.getValue(), "by"),
                                text(row.getValue(), "holder")))
                        .toList();
    }

    private static String text(JsonNode row, String name) {
        if (!row.path(name).isTextual()) {
            throw new IllegalArgumentException("a mutation has no " + name + ": " + row);
        }
        return row.path(name).asText();
    }
}

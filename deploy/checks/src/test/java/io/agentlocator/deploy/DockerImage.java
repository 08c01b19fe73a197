package io.agentlocator.deploy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the Dockerfile says that a container runs. */
final class DockerImage {

    private DockerImage() {}

    static List<String> entrypoint() throws IOException {
        Matcher line = Pattern.compile("(?m)^ENTRYPOINT (\\[.*])$")
                .matcher(Files.readString(Chart.ROOT.resolve("deploy/Dockerfile")));
        if (!line.find()) {
            throw new IllegalStateException("the Dockerfile has no ENTRYPOINT in JSON");
        }
        return new ObjectMapper().readValue(line.group(1), new TypeReference<List<String>>() {});
    }
}

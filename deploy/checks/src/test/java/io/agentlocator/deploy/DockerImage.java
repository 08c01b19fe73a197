package io.agentlocator.deploy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the Dockerfile says of the image of a service: files, variables and command. */
final class DockerImage {

    /** The directory of Java in the base image. */
    static final String JAVA_HOME = "/opt/java/openjdk";

    private final String dockerfile;

    private DockerImage(String dockerfile) {
        this.dockerfile = dockerfile;
    }

    static DockerImage read() throws IOException {
        return new DockerImage(Files.readString(Chart.ROOT.resolve("deploy/Dockerfile")));
    }

    List<String> entrypoint() throws IOException {
        return new ObjectMapper().readValue(one("ENTRYPOINT (\\[.*])"), new TypeReference<List<String>>() {});
    }

    /** Paths in the checkout by the paths in the image that they are copied to. @param module the service's directory */
    Map<String, String> copied(String module) {
        Map<String, String> copied = new LinkedHashMap<>();
        all("COPY --chown=root:root (\\S+) (\\S+)")
                .forEach(copy -> copied.put(copy.group(2), copy.group(1).replace("${MODULE}", module)));
        return copied;
    }

    Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        all("ENV (.*)").forEach(line -> {
            for (String assignment : line.group(1).split(" ")) {
                environment.put(assignment.split("=", 2)[0], assignment.split("=", 2)[1]);
            }
        });
        return environment;
    }

    String workingDirectory() {
        return one("WORKDIR (\\S+)");
    }

    private String one(String instruction) {
        return all(instruction).stream()
                .map(found -> found.group(1))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the Dockerfile has no " + instruction));
    }

    private List<MatchResult> all(String instruction) {
        Matcher line = Pattern.compile("(?m)^" + instruction + "$").matcher(dockerfile);
        return line.results().toList();
    }
}

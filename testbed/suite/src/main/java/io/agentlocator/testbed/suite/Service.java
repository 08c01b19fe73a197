package io.agentlocator.testbed.suite;

import java.nio.file.Path;
import java.util.List;

/** The six services, in the order of the ring, and the heap that each ships with. */
public enum Service {
    TELEPHONY_GATEWAY("telephony-gateway", List.of("-Xmx192m", "-XX:+UseSerialGC")),
    MEDIA_INGEST("media-ingest", List.of("-Xmx256m", "-XX:+UseZGC")),
    SPEECH_SERVICE("speech-service", List.of("-Xmx1g", "-XX:+UseZGC")),
    DIALOG_SERVICE("dialog-service", List.of("-Xmx192m", "-XX:+UseZGC")),
    WATCHDOG_SERVICE("watchdog-service", List.of("-Xmx192m", "-XX:+UseSerialGC")),
    CRM_SERVICE("crm-service", List.of("-Xmx256m", "-XX:+UseSerialGC"));

    private final String directory;
    private final List<String> jvmOptions;

    Service(String directory, List<String> jvmOptions) {
        this.directory = directory;
        this.jvmOptions = jvmOptions;
    }

    /** Its name, which is its directory too. */
    public String directory() {
        return directory;
    }

    List<String> jvmOptions() {
        return jvmOptions;
    }

    Path jar(Path root) {
        return root.resolve(directory).resolve("target/quarkus-app/quarkus-run.jar");
    }
}

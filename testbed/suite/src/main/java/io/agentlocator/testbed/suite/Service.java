package io.agentlocator.testbed.suite;

import java.nio.file.Path;
import java.util.List;

/** The six services in the order in which a call reaches them, with the JVM options that each ships with. */
public enum Service {
    TELEPHONY_GATEWAY("telephony-gateway", "-Xmx192m", "-XX:+UseSerialGC"),
    MEDIA_INGEST("media-ingest", "-Xmx256m", "-XX:+UseZGC"),
    SPEECH_SERVICE("speech-service", "-Xmx1g", "-XX:+UseZGC"),
    DIALOG_SERVICE("dialog-service", "-Xmx192m", "-XX:+UseZGC"),
    WATCHDOG_SERVICE("watchdog-service", "-Xmx192m", "-XX:+UseSerialGC"),
    CRM_SERVICE("crm-service", "-Xmx256m", "-XX:+UseSerialGC");

    private final String directory;
    private final List<String> jvmOptions;

    Service(String directory, String heap, String collector) {
        this.directory = directory;
        this.jvmOptions = List.of(heap, collector, "-XX:+ExitOnOutOfMemoryError");
    }

    /** Its name and directory. */
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

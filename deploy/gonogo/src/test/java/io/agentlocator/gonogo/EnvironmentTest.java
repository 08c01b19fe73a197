package io.agentlocator.gonogo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Compares deploy/.env.example with the variables that the services read. */
class EnvironmentTest {

    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final List<String> READERS = List.of(
            "service-shell",
            "telephony-gateway",
            "media-ingest",
            "speech-service",
            "speech-models",
            "dialog-service",
            "watchdog-service",
            "crm-service");

    /** {@code ${NAME}} and {@code ${NAME:default}} in a properties file. */
    private static final Pattern IN_PROPERTIES = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]+)[:}]");

    /** A name of ours or of a vendor in quotation marks, but not a constant of an enum or a name of a log line. */
    private static final Pattern IN_JAVA = Pattern.compile(
            "\"((?:GOOGLE|GCP|OTEL_EXPORTER|OPENAI|DATABASE|TWILIO|AGENTLOCATOR|KAFKA|SPEECH|PUBLIC_BASE)_[A-Z_]+)\"");

    private static final Pattern LISTED = Pattern.compile("#?([A-Z][A-Z0-9_]*)=.*");

    @Test
    void everyNameThatIsReadIsInTheList() throws IOException {
        assertThat(read()).isSubsetOf(listed());
    }

    @Test
    void everyNameInTheListIsRead() throws IOException {
        Set<String> unread = listed();
        unread.removeAll(read());
        // They are mapped to kafka.bootstrap.servers and crm.currency, so no source names them.
        unread.removeAll(Set.of("KAFKA_BOOTSTRAP_SERVERS", "CRM_CURRENCY"));
        // Used by the compose file only.
        unread.removeAll(Set.of("PUBLIC_HOST", "TAG", "POSTGRES_PASSWORD"));
        assertThat(unread).isEmpty();
    }

    @Test
    void theDirectivesNamesAreInIt() throws IOException {
        assertThat(listed())
                .contains(
                        "PORT",
                        "PUBLIC_BASE_URL",
                        "TWILIO_ACCOUNT_SID",
                        "TWILIO_AUTH_TOKEN",
                        "GOOGLE_APPLICATION_CREDENTIALS",
                        "GCP_CREDENTIALS_JSON",
                        "OPENAI_API_KEY",
                        "DATABASE_URL",
                        "WATCHDOG_START_TIMEOUT",
                        "WATCHDOG_NO_MEDIA_TIMEOUT");
    }

    @Test
    void noSecretStandsInIt() throws IOException {
        assertThat(Files.readAllLines(ROOT.resolve("deploy/.env.example")))
                .filteredOn(line -> line.matches("\\w*(TOKEN|SECRET|KEY|JSON|SID)=.+"))
                .isEmpty();
    }

    private static Set<String> listed() throws IOException {
        Set<String> names = new TreeSet<>();
        for (String line : Files.readAllLines(ROOT.resolve("deploy/.env.example"))) {
            Matcher entry = LISTED.matcher(line);
            if (entry.matches()) {
                assertThat(names.add(entry.group(1))).as(line).isTrue();
            }
        }
        return names;
    }

    private static Set<String> read() throws IOException {
        Set<String> names = new TreeSet<>();
        for (String module : READERS) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module + "/src/main"))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    String name = file.getFileName().toString();
                    if (name.endsWith(".properties")) {
                        collect(IN_PROPERTIES, file, names);
                    } else if (name.endsWith(".java")) {
                        collect(IN_JAVA, file, names);
                    }
                }
            }
        }
        return names;
    }

    private static void collect(Pattern pattern, Path file, Set<String> names) throws IOException {
        Matcher name = pattern.matcher(Files.readString(file));
        while (name.find()) {
            names.add(name.group(1));
        }
    }
}

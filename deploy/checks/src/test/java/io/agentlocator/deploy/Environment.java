package io.agentlocator.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The environment variables that the services read, found in their sources. */
final class Environment {

    static final Set<String> SERVICES = Set.of(
            "telephony-gateway", "media-ingest", "speech-service", "dialog-service", "watchdog-service", "crm-service");

    /** Variables that the Kafka client's configuration and the JVM read. */
    private static final Set<String> READ_BY_LIBRARIES = Set.of(
            "JDK_JAVA_OPTIONS",
            "KAFKA_BOOTSTRAP_SERVERS",
            "KAFKA_SECURITY_PROTOCOL",
            "KAFKA_SASL_MECHANISM",
            "KAFKA_SASL_JAAS_CONFIG",
            "KAFKA_SSL_TRUSTSTORE_LOCATION",
            "KAFKA_SSL_TRUSTSTORE_TYPE",
            "KAFKA_SSL_TRUSTSTORE_PASSWORD",
            "KAFKA_SSL_KEYSTORE_LOCATION",
            "KAFKA_SSL_KEYSTORE_TYPE",
            "KAFKA_SSL_KEYSTORE_PASSWORD",
            "KAFKA_SSL_KEY_PASSWORD");

    /** Variables that may come from a Secret only. */
    static final Set<String> SECRETS = Set.of(
            "TWILIO_ACCOUNT_SID",
            "TWILIO_AUTH_TOKEN",
            "STREAM_TOKEN_SECRET",
            "DATABASE_URL",
            "GCP_CREDENTIALS_JSON",
            "GOOGLE_TTS_SA_JSON",
            "GOOGLE_CLOUD_SERVICE_ACCOUNT_JSON",
            "OPENAI_API_KEY",
            "OPENAI_SPEECH_API_KEY",
            "KAFKA_SASL_JAAS_CONFIG",
            "KAFKA_SSL_TRUSTSTORE_PASSWORD",
            "KAFKA_SSL_KEYSTORE_PASSWORD",
            "KAFKA_SSL_KEY_PASSWORD");

    private static final Set<String> NEEDED_BY_ALL =
            Set.of("KAFKA_BOOTSTRAP_SERVERS", "INSTANCE_ID", "LOG_FORMAT", "JDK_JAVA_OPTIONS");
    private static final Map<String, Set<String>> NEEDED = Map.of(
            "telephony-gateway", Set.of("REPLY_MODE", "PUBLIC_BASE_URL", "TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN"),
            "media-ingest", Set.of("REPLY_MODE", "PUBLIC_BASE_URL", "TWILIO_AUTH_TOKEN", "DRAIN_SECONDS"),
            "speech-service",
                    Set.of(
                            "REPLY_MODE",
                            "SPEECH_RECOGNIZER",
                            "SPEECH_SYNTHESIZER",
                            "TWILIO_ACCOUNT_SID",
                            "TWILIO_AUTH_TOKEN"),
            "dialog-service", Set.of("REPLY_MODE", "LANGUAGE_MODEL", "BUSINESS_NAME"),
            "watchdog-service", Set.of("REPLY_MODE", "PUBLIC_BASE_URL", "TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN"),
            "crm-service", Set.of("DATABASE_URL"));

    /** {@code ${NAME}}, {@code ${NAME:default}}, and the outer one of {@code ${NAME:${OTHER:}}}. */
    private static final Pattern IN_PROPERTIES = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]+)(?::([^}$]*))?");

    /** The calls that read a variable. Constants of enums and names of log lines are passed to none of them. */
    private static final Pattern ASKED_FOR = Pattern.compile(
            "(?s)(?:@ConfigProperty\\(name = |\\b(?:first|list|number|apply|getValue)\\(|_VARIABLE = )([^()]*)");

    private static final Pattern QUOTED = Pattern.compile("\"([A-Z][A-Z0-9]+(?:_[A-Z0-9]+)+)\"");

    private static final Map<String, SortedMap<String, String>> FOUND = new ConcurrentHashMap<>();

    private Environment() {}

    /** The variables that a service reads, with their defaults; "" without a default. */
    static SortedMap<String, String> of(String service) throws IOException {
        SortedMap<String, String> found = FOUND.get(service);
        if (found == null) {
            found = Collections.unmodifiableSortedMap(find(service));
            FOUND.put(service, found);
        }
        return found;
    }

    private static SortedMap<String, String> find(String service) throws IOException {
        var names = new TreeMap<String, String>();
        for (Path properties : List.of(
                Chart.ROOT.resolve("service-shell/src/main/resources/META-INF/microprofile-config.properties"),
                Chart.ROOT.resolve(service + "/src/main/resources/application.properties"))) {
            Matcher name = IN_PROPERTIES.matcher(Files.readString(properties));
            while (name.find()) {
                names.put(name.group(1), name.group(2) == null ? "" : name.group(2));
            }
        }
        READ_BY_LIBRARIES.forEach(name -> names.putIfAbsent(name, ""));
        if (service.equals("crm-service")) {
            // Mapped to crm.currency.
            names.put("CRM_CURRENCY", "USD");
        }
        List<String> modules = new ArrayList<>(List.of(service, "service-shell"));
        if (Files.readString(Chart.ROOT.resolve(service + "/pom.xml"))
                .contains("<artifactId>speech-models</artifactId>")) {
            modules.add("speech-models");
        }
        for (String module : modules) {
            for (String source : sourcesOf(module)) {
                Matcher asked = ASKED_FOR.matcher(source);
                while (asked.find()) {
                    Matcher name = QUOTED.matcher(asked.group(1));
                    while (name.find()) {
                        names.putIfAbsent(name.group(1), "");
                    }
                }
            }
        }
        return names;
    }

    /** Without these variables a service is not ready, or behaves as on a developer's machine. */
    static Set<String> neededBy(String service) {
        var needed = new TreeSet<>(NEEDED_BY_ALL);
        needed.addAll(NEEDED.getOrDefault(service, Set.of()));
        return needed;
    }

    static List<String> sourcesOf(String module) throws IOException {
        List<String> texts = new ArrayList<>();
        try (Stream<Path> sources = Files.walk(Chart.ROOT.resolve(module + "/src/main/java"))) {
            for (Path source :
                    sources.filter(file -> file.toString().endsWith(".java")).toList()) {
                texts.add(Files.readString(source));
            }
        }
        return texts;
    }
}

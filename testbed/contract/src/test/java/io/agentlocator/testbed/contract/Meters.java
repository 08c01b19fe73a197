package io.agentlocator.testbed.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The meters that the services register, by their Prometheus names; read from the sources. */
final class Meters {

    private static final List<String> MODULES = List.of(
            "service-shell",
            "telephony-gateway",
            "media-ingest",
            "speech-service",
            "dialog-service",
            "watchdog-service",
            "crm-service");
    private static final Pattern METER = Pattern.compile(
            "\\b(counter|timer|gauge|Counter\\.builder|Timer\\.builder|Gauge\\.builder|FunctionCounter\\.builder|"
                    + "FunctionTimer\\.builder)\\(\\s*((?:[A-Z]+ \\+ )?)\"([a-z.]+)\"");
    private static final Pattern PREFIX = Pattern.compile("String ([A-Z]+) = ((?:[A-Z]+ \\+ )?)\"([a-z.]+)\";");
    /** Counters named after the constants of an enum: those of a media stream. */
    private static final Pattern COUNTED = Pattern.compile("enum Counted \\{(.*?)}", Pattern.DOTALL);

    private Meters() {}

    static Set<String> registered() {
        var names = new HashSet<String>();
        for (String module : MODULES) {
            try (Stream<Path> files = Files.walk(Tree.ROOT.resolve(module).resolve("src/main/java"))) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".java")).toList()) {
                    read(Files.readString(file), names);
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
        return names;
    }

    private static void read(String source, Set<String> names) {
        Matcher meters = METER.matcher(source);
        while (meters.find()) {
            String name = prefix(source, meters.group(2)) + meters.group(3);
            if (!name.startsWith("agentlocator.")) {
                continue;
            }
            String kind = meters.group(1)
                    .replace(".builder", "")
                    .replace("Function", "")
                    .toLowerCase(Locale.ROOT);
            int end = source.indexOf(';', meters.end());
            boolean histogram = source.substring(meters.end(), end < 0 ? source.length() : end)
                    .contains("publishPercentileHistogram");
            String plain = name.replace('.', '_');
            switch (kind) {
                case "counter" -> names.add(plain + "_total");
                case "gauge" -> names.add(plain);
                default -> {
                    names.addAll(List.of(plain + "_seconds_count", plain + "_seconds_sum"));
                    if (histogram) {
                        names.add(plain + "_seconds_bucket");
                    }
                }
            }
        }
        Matcher counted = COUNTED.matcher(source);
        if (counted.find()) {
            String constants = counted.group(1).replaceAll("(?s)/\\*.*?\\*/", "");
            Arrays.stream(constants.split("[,;\\s]+"))
                    .filter(constant -> constant.matches("[A-Z_]+"))
                    .map(constant -> constant.toLowerCase(Locale.ROOT))
                    .forEach(constant ->
                            names.add((constant.equals("barge_ins") ? "agentlocator_" : "agentlocator_media_")
                                    + constant + "_total"));
        }
    }

    private static String prefix(String source, String sum) {
        if (sum.isEmpty()) {
            return "";
        }
        String constant = sum.replace(" + ", "");
        Matcher declared = PREFIX.matcher(source);
        while (declared.find()) {
            if (declared.group(1).equals(constant)) {
                return prefix(source, declared.group(2)) + declared.group(3);
            }
        }
        throw new IllegalStateException("the constant is not in the same file: " + constant);
    }
}

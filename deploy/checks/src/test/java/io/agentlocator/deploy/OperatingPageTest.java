package io.agentlocator.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The table of environment names against the services that read them. */
class OperatingPageTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| (`[A-Z][^|]*) \\| ([^|]+) \\| [^|]*\\|$");
    private static final Pattern NAME = Pattern.compile("`([A-Z][A-Z0-9_]+)`");

    @Test
    void everyNameIsReadByTheServicesThatTheTableNames() throws IOException {
        assertThat(problems(Files.readString(Chart.ROOT.resolve("docs/operating.md"))))
                .isEmpty();
    }

    @Test
    void aNameThatNobodyReadsIsFound() throws IOException {
        String page = Files.readString(Chart.ROOT.resolve("docs/operating.md"));
        assertThat(problems(page.replace("`TRANSFER_TO`", "`TRANSFER_TOO`")))
                .containsExactly("dialog-service does not read TRANSFER_TOO");
    }

    private static List<String> problems(String page) throws IOException {
        List<String> problems = new ArrayList<>();
        Matcher row = ROW.matcher(page);
        int rows = 0;
        while (row.find()) {
            String where = row.group(2);
            Set<String> services = new TreeSet<>();
            for (String service : Environment.SERVICES) {
                boolean every = where.startsWith("all") && !where.contains("but " + service);
                boolean named = where.contains(service) && !where.contains(service + " the ");
                if (every || named && !where.startsWith("all")) {
                    services.add(service);
                }
            }
            if (services.isEmpty()) {
                continue;
            }
            rows++;
            Matcher name = NAME.matcher(row.group(1));
            while (name.find()) {
                for (String service : services) {
                    Set<String> known = Environment.of(service).keySet();
                    if (!known.contains(name.group(1))) {
                        problems.add(service + " does not read " + name.group(1));
                    }
                }
            }
        }
        assertThat(rows).isGreaterThan(15);
        return problems;
    }
}

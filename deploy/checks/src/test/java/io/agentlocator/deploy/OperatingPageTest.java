package io.agentlocator.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentlocator.testbed.house.PageTable;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The table of environment variables, against the services that read them. */
class OperatingPageTest {

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
        int rows = 0;
        for (PageTable.Row row :
                PageTable.of(page, "name", "services", "meaning").rows()) {
            String where = row.cell("services");
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
            for (String name : row.names("name")) {
                for (String service : services) {
                    Set<String> known = Environment.of(service).keySet();
                    if (!known.contains(name)) {
                        problems.add(service + " does not read " + name);
                    }
                }
            }
        }
        assertThat(rows).isGreaterThan(15);
        return problems;
    }
}

package io.agentlocator.gonogo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;

/** What was found, told to people or to machines. */
final class Report {

    /** The lines of the summary, and the checks that each stands on. */
    private static final Map<String, List<String>> SUMMARY = summary();

    private final Map<String, Finding> findings = new LinkedHashMap<>();
    private final FaultMap faults;
    private final boolean strict;
    private final ResourceBundle words;

    /** @param strict whether what was left out stands in the way */
    Report(FaultMap faults, Locale language, boolean strict) {
        this.faults = faults;
        this.strict = strict;
        this.words = Words.bundle(language);
    }

    private static Map<String, List<String>> summary() {
        Map<String, List<String>> summary = new LinkedHashMap<>();
        summary.put("server", List.of("websocket", "version"));
        summary.put("twiml", List.of("twiml", "mp3"));
        summary.put("websocket", List.of("websocket"));
        summary.put("speech", List.of("conversation", "readiness"));
        summary.put("watchdog", List.of("watchdog"));
        summary.put("call_status", List.of("call_status"));
        return summary;
    }

    void add(Check check, Finding finding) {
        findings.put(check.id(), finding);
    }

    /** Whether nothing stands in the way; what was left out is told of in any case. */
    boolean go() {
        return findings.values().stream()
                .noneMatch(
                        finding -> finding instanceof Finding.Failed || strict && finding instanceof Finding.LeftOut);
    }

    /** One check, as soon as it is known. */
    void print(Check check, Finding finding, PrintStream out) {
        String title = words.getString("check." + check.id());
        switch (finding) {
            case Finding.Passed passed ->
                out.println("✓ " + title + ": " + passed.what().in(words));
            case Finding.LeftOut left ->
                out.println("– " + title + ": " + words.getString("left-out") + ": "
                        + left.what().in(words));
            case Finding.Failed failed -> {
                out.println(
                        "✗ " + title + " [" + check.id() + "]: " + failed.what().in(words));
                failed.evidence().forEach(line -> out.println("    | " + line));
                faults.of(failed.fault()).ifPresent(entry -> {
                    out.println("    " + words.getString("fault-map") + " → docs/fault-map.md, " + entry.title());
                    out.println("    " + words.getString("do") + ": " + entry.action());
                });
            }
        }
    }

    /** The seven lines; the last only if all others stand. */
    void printSummary(PrintStream out) {
        out.println();
        boolean all = go();
        for (Map.Entry<String, List<String>> line : SUMMARY.entrySet()) {
            List<Finding> under = new ArrayList<>();
            line.getValue().forEach(id -> {
                Finding finding = findings.get(id);
                if (finding != null) {
                    under.add(finding);
                }
            });
            boolean failed = under.stream().anyMatch(Finding.Failed.class::isInstance);
            boolean open =
                    under.size() < line.getValue().size() || under.stream().anyMatch(Finding.LeftOut.class::isInstance);
            all &= !open;
            out.println((failed ? "✗ " : open ? "– " : "✓ ")
                    + words.getString("summary." + line.getKey() + (failed ? ".no" : ""))
                    + (open && !failed ? " (" + words.getString("left-out") + ")" : ""));
        }
        if (all) {
            out.println("✓ " + words.getString("summary.ready"));
        }
        long leftOut = findings.values().stream()
                .filter(Finding.LeftOut.class::isInstance)
                .count();
        String verdict = words.getString(go() ? "go" : "no-go");
        out.println(leftOut == 0 ? verdict : verdict + " (" + words.getString("left-out") + ": " + leftOut + ")");
    }

    void printJson(PrintStream out) {
        ObjectNode report = new ObjectMapper().createObjectNode();
        report.put("result", go() ? "GO" : "NO-GO");
        ObjectNode checks = report.putObject("checks");
        findings.forEach((id, finding) -> {
            ObjectNode check = checks.putObject(id);
            check.put(
                    "result",
                    switch (finding) {
                        case Finding.Passed passed -> "passed";
                        case Finding.LeftOut left -> "left-out";
                        case Finding.Failed failed -> "failed";
                    });
            check.put("what", finding.what().in(words));
            if (finding instanceof Finding.Failed failed) {
                check.put("fault", failed.fault());
                faults.of(failed.fault()).ifPresent(entry -> check.put("do", entry.action()));
                failed.evidence().forEach(check.withArray("evidence")::add);
            }
        });
        try {
            out.println(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(report));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}

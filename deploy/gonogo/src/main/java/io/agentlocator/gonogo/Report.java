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

/** The results of all checks, as text for people or as JSON. */
final class Report {

    /** The lines of the summary, each with the checks that it depends on. */
    private static final Map<String, List<String>> SUMMARY = summary();

    private final Map<String, CheckResult> results = new LinkedHashMap<>();
    private final FaultMap faults;
    private final boolean strict;
    private final ResourceBundle words;

    /** @param strict whether a check that did not run means NO-GO */
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

    void add(Check check, CheckResult result) {
        results.put(check.id(), result);
    }

    /** Whether no check failed. The report names the checks that did not run in any case. */
    boolean go() {
        return results.values().stream()
                .noneMatch(result ->
                        result instanceof CheckResult.Failed || strict && result instanceof CheckResult.LeftOut);
    }

    /** Prints the result of one check. */
    void print(Check check, CheckResult result, PrintStream out) {
        String title = words.getString("check." + check.id());
        switch (result) {
            case CheckResult.Passed passed ->
                out.println("✓ " + title + ": " + passed.what().in(words));
            case CheckResult.LeftOut left ->
                out.println("– " + title + ": " + words.getString("left-out") + ": "
                        + left.what().in(words));
            case CheckResult.Failed failed -> {
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

    /** The seven lines; the last one only when all others are good. */
    void printSummary(PrintStream out) {
        out.println();
        boolean all = go();
        for (Map.Entry<String, List<String>> line : SUMMARY.entrySet()) {
            List<CheckResult> under = new ArrayList<>();
            line.getValue().forEach(id -> {
                CheckResult result = results.get(id);
                if (result != null) {
                    under.add(result);
                }
            });
            boolean failed = under.stream().anyMatch(CheckResult.Failed.class::isInstance);
            boolean open = under.size() < line.getValue().size()
                    || under.stream().anyMatch(CheckResult.LeftOut.class::isInstance);
            all &= !open;
            out.println((failed ? "✗ " : open ? "– " : "✓ ")
                    + words.getString("summary." + line.getKey() + (failed ? ".no" : ""))
                    + (open && !failed ? " (" + words.getString("left-out") + ")" : ""));
        }
        if (all) {
            out.println("✓ " + words.getString("summary.ready"));
        }
        long leftOut = results.values().stream()
                .filter(CheckResult.LeftOut.class::isInstance)
                .count();
        String verdict = words.getString(go() ? "go" : "no-go");
        out.println(leftOut == 0 ? verdict : verdict + " (" + words.getString("left-out") + ": " + leftOut + ")");
    }

    void printJson(PrintStream out) {
        ObjectNode report = new ObjectMapper().createObjectNode();
        report.put("result", go() ? "GO" : "NO-GO");
        ObjectNode checks = report.putObject("checks");
        results.forEach((id, result) -> {
            ObjectNode check = checks.putObject(id);
            check.put(
                    "result",
                    switch (result) {
                        case CheckResult.Passed passed -> "passed";
                        case CheckResult.LeftOut left -> "left-out";
                        case CheckResult.Failed failed -> "failed";
                    });
            check.put("what", result.what().in(words));
            if (result instanceof CheckResult.Failed failed) {
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

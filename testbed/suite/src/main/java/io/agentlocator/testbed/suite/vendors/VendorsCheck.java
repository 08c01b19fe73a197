package io.agentlocator.testbed.suite.vendors;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentlocator.testbed.suite.Hebrew;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** {@code ./agentlocator vendors check}: asks each vendor that the environment has credentials for. */
public final class VendorsCheck {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path root;
    private final Surroundings surroundings;

    VendorsCheck(Path root, Map<String, String> environment) {
        this.root = root;
        this.surroundings = new Surroundings(environment);
    }

    /** @return 0 when all vendors answered well, 1 when one failed or its credentials are missing */
    public static int run(boolean json, PrintStream out) throws InterruptedException, IOException {
        Path root = Path.of("").toAbsolutePath();
        List<VendorFinding> findings = new VendorsCheck(root, System.getenv()).findings();
        Prices prices = Prices.read(root.resolve("testbed/suite/vendor-prices.properties"));
        if (json) {
            out.println(json(findings, prices));
        } else {
            show(out, findings, prices);
        }
        return findings.stream().allMatch(finding -> finding.state() == VendorFinding.State.OK) ? 0 : 1;
    }

    List<VendorFinding> findings() throws InterruptedException {
        try (var http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .build()) {
            var findings = new ArrayList<VendorFinding>(new SpeechCheck(root, surroundings).findings());
            findings.addAll(new LanguageModelCheck(surroundings, http).findings());
            findings.add(new TwilioCheck(surroundings, http).finding());
            return findings;
        }
    }

    static ObjectNode json(List<VendorFinding> findings, Prices prices) {
        ObjectNode document = JSON.createObjectNode();
        var checks = document.putArray("checks");
        for (VendorFinding finding : findings) {
            ObjectNode check = checks.addObject()
                    .put("vendor", finding.vendor())
                    .put("state", finding.state().name().toLowerCase(Locale.ROOT))
                    .put("problem", finding.problem());
            ObjectNode facts = check.putObject("facts");
            finding.facts().forEach(facts::put);
        }
        ObjectNode cost = document.putObject("cost_per_minute").put("prices_of", prices.date());
        double sum = 0;
        for (Prices.Share share : prices.minute(findings)) {
            cost.put(share.vendor(), share.dollars().orElse(null));
            sum += share.dollars().orElse(0.0);
        }
        cost.put("usd", sum);
        return document;
    }

    static void show(PrintStream out, List<VendorFinding> findings, Prices prices) {
        for (VendorFinding finding : findings) {
            String mark = switch (finding.state()) {
                case OK -> "\033[32mok     \033[0m";
                case MISSING -> "\033[33mmissing\033[0m";
                case FAILED -> "\033[31mfailed \033[0m";
            };
            out.printf("%s  %-18s %s%n", mark, finding.vendor(), finding.problem());
            finding.facts().forEach((name, value) -> out.printf("           %-20s %s%n", name, Hebrew.shown(value)));
        }
        List<Prices.Share> shares = prices.minute(findings);
        if (shares.isEmpty()) {
            return;
        }
        out.println("\nA minute of a call, by the list prices of " + prices.date()
                + " in testbed/suite/vendor-prices.properties:");
        for (Prices.Share share : shares) {
            out.printf(
                    "  %-18s %-26s %s%n",
                    share.vendor(),
                    share.what(),
                    share.dollars().map(Prices::dollars).orElse("no price in the table"));
        }
        double sum = shares.stream()
                .map(Prices.Share::dollars)
                .flatMap(Optional::stream)
                .mapToDouble(Double::doubleValue)
                .sum();
        out.printf("  %-45s %s%n", "together", Prices.dollars(sum));
    }
}

package io.agentlocator.testbed.suite.vendors;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The cost of a minute of a call, from a table that the user maintains. */
final class Prices {

    /** @param dollars for a minute of a call; empty when the table has no price */
    record Share(String vendor, String what, Optional<Double> dollars) {}

    private final Map<String, String> table;

    private Prices(Map<String, String> table) {
        this.table = table;
    }

    static Prices read(Path file) throws IOException {
        var properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        return new Prices(properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(name -> name, properties::getProperty, (one, two) -> one, TreeMap::new)));
    }

    String date() {
        return table.getOrDefault("date", "unknown");
    }

    /** The shares of the vendors that answered; of several for one role the first, which calls use. */
    List<Share> minute(List<VendorFinding> findings) {
        var shares = new ArrayList<Share>();
        first(findings, "google-speech", "openai-recognizer")
                .ifPresent(
                        heard -> shares.add(new Share(heard.vendor(), engine(heard), price("minute.", engine(heard)))));
        first(findings, "google-voice", "openai-voice").ifPresent(voice -> {
            double letters = number("assume.agent-characters-per-minute");
            shares.add(new Share(
                    voice.vendor(),
                    engine(voice),
                    price("million-characters.", engine(voice)).map(price -> price * letters / 1e6)));
        });
        first(findings, "language-model").ifPresent(model -> {
            double turns = number("assume.turns-per-minute");
            double in = turns * number("assume.prompt-tokens-per-turn");
            double out = turns * number("assume.completion-tokens-per-turn");
            Optional<Double> dollars = price("million-tokens-in.", engine(model))
                    .flatMap(priceIn -> price("million-tokens-out.", engine(model))
                            .map(priceOut -> (priceIn * in + priceOut * out) / 1e6));
            shares.add(new Share(model.vendor(), engine(model), dollars));
        });
        first(findings, "twilio")
                .ifPresent(
                        twilio -> shares.add(new Share("twilio", "call and media stream", price("minute.", "twilio"))));
        return shares;
    }

    private static Optional<VendorFinding> first(List<VendorFinding> findings, String... vendors) {
        for (String vendor : vendors) {
            for (VendorFinding finding : findings) {
                if (finding.vendor().equals(vendor) && finding.state() == VendorFinding.State.OK) {
                    return Optional.of(finding);
                }
            }
        }
        return Optional.empty();
    }

    private static String engine(VendorFinding finding) {
        return finding.facts().getOrDefault("voice", finding.facts().getOrDefault("model", ""));
    }

    /** The table names engines by a part of their full names; the longest matching part counts. */
    private Optional<Double> price(String kind, String engine) {
        return table.keySet().stream()
                .filter(name -> name.startsWith(kind) && engine.contains(name.substring(kind.length())))
                .max(Comparator.comparingInt(String::length))
                .map(name -> Double.parseDouble(table.getOrDefault(name, "0")));
    }

    private double number(String name) {
        return Double.parseDouble(table.getOrDefault(name, "0"));
    }

    static String dollars(double amount) {
        return String.format(Locale.ROOT, "$%.4f", amount);
    }
}

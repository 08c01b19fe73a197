package io.agentlocator.testbed.suite.bench;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;

/** Sorted numbers with their quantiles. */
record Spread(double[] sorted) {

    static Spread of(Collection<? extends Number> numbers) {
        double[] sorted = numbers.stream()
                .mapToDouble(Number::doubleValue)
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        return new Spread(sorted);
    }

    /** @param part 0 for the minimum, 1 for the maximum; NaN without numbers */
    double at(double part) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.round(part * (sorted.length - 1))];
    }

    String minMedianMax() {
        return Arrays.stream(new double[] {0, 0.5, 1})
                .mapToObj(part ->
                        sorted.length == 0 ? "%10s".formatted("-") : String.format(Locale.ROOT, "%10.2f", at(part)))
                .reduce("", String::concat);
    }
}

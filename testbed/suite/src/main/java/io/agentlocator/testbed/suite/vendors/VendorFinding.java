package io.agentlocator.testbed.suite.vendors;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The result of the check of one vendor.
 *
 * @param problem in one line; empty when there is none
 * @param facts in display order
 */
record VendorFinding(String vendor, State state, String problem, Map<String, String> facts) {

    enum State {
        OK,
        /** Credentials or settings are missing, so the vendor was not asked. */
        MISSING,
        FAILED
    }

    static VendorFinding missing(String vendor, String what) {
        return new VendorFinding(vendor, State.MISSING, what, Map.of());
    }

    static VendorFinding failed(String vendor, String why, Map<String, String> facts) {
        return new VendorFinding(vendor, State.FAILED, why, new LinkedHashMap<>(facts));
    }

    static VendorFinding ok(String vendor, Map<String, String> facts) {
        return new VendorFinding(vendor, State.OK, "", new LinkedHashMap<>(facts));
    }

    long number(String fact) {
        try {
            return Long.parseLong(facts.getOrDefault(fact, "0"));
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}

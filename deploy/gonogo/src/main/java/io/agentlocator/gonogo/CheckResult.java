package io.agentlocator.gonogo;

import java.util.List;

/** The result of a check. */
public sealed interface CheckResult {

    /** One line with the facts. */
    Words what();

    record Passed(Words what) implements CheckResult {}

    /**
     * The check did not run, which is no fault of the deployment. The lines of the summary that depend on it stay open.
     */
    record LeftOut(Words what) implements CheckResult {

        static LeftOut because(String key, Object... gaps) {
            return new LeftOut(Words.of(key, gaps));
        }
    }

    /**
     * @param fault the entry of the fault map
     * @param evidence log lines of the call, at most five
     */
    record Failed(Words what, String fault, List<String> evidence) implements CheckResult {

        public Failed(Words what, String fault) {
            this(what, fault, List.of());
        }
    }

    static CheckResult passed(String key, Object... gaps) {
        return new Passed(Words.of(key, gaps));
    }
}

package io.agentlocator.gonogo;

import java.util.List;

/** What a check found. */
public sealed interface Finding {

    /** In one line, with the facts. */
    String what();

    record Passed(String what) implements Finding {}

    /**
     * Nothing was found out, and that is no fault of the deployment; the lines of the summary that stand on it are left
     * open.
     */
    record LeftOut(String what) implements Finding {}

    /**
     * @param fault the entry of the fault map that treats it
     * @param evidence log lines around it, at most five
     */
    record Failed(String what, String fault, List<String> evidence) implements Finding {

        public Failed(String what, String fault) {
            this(what, fault, List.of());
        }
    }

    static Finding passed(String what) {
        return new Passed(what);
    }
}

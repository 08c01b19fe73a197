package io.agentlocator.gonogo;

import java.util.List;

/** What a check found. */
public sealed interface Finding {

    /** In one line, with the facts. */
    Words what();

    record Passed(Words what) implements Finding {}

    /**
     * Nothing was found out, and that is no fault of the deployment; the lines of the summary that stand on it are left
     * open.
     */
    record LeftOut(Words what) implements Finding {

        static LeftOut because(String key, Object... gaps) {
            return new LeftOut(Words.of(key, gaps));
        }
    }

    /**
     * @param fault the entry of the fault map that treats it
     * @param evidence log lines around it, at most five
     */
    record Failed(Words what, String fault, List<String> evidence) implements Finding {

        public Failed(Words what, String fault) {
            this(what, fault, List.of());
        }
    }

    static Finding passed(String key, Object... gaps) {
        return new Passed(Words.of(key, gaps));
    }
}

package io.agentlocator.shell.operations;

/** What several say of the same thing, put together. */
final class Checks {

    static final String OK = "ok";
    static final String DISABLED = "disabled";

    private Checks() {}

    static boolean passes(String state) {
        return state.equals(OK) || state.equals(DISABLED);
    }

    /** What is wrong outweighs what is disabled, which outweighs what is well. */
    static String worse(String one, String other) {
        if (!passes(one)) {
            return one;
        }
        if (!passes(other)) {
            return other;
        }
        return one.equals(DISABLED) ? one : other;
    }
}

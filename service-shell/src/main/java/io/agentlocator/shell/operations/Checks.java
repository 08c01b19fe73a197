package io.agentlocator.shell.operations;

/** Merges the states that several instances report of the same check. */
final class Checks {

    private Checks() {}

    static boolean passes(String state) {
        return state.equals(OperatorCheck.OK) || state.equals(OperatorCheck.DISABLED);
    }

    /** A failure outweighs {@code disabled}, which outweighs {@code ok}. */
    static String worse(String one, String other) {
        if (!passes(one)) {
            return one;
        }
        if (!passes(other)) {
            return other;
        }
        return one.equals(OperatorCheck.DISABLED) ? one : other;
    }
}

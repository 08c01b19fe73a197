package io.agentlocator.testbed.suite.mutations;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs the mutations of testbed/mutations/mutations.yaml, one after the other. */
public final class MutationRun {

    private static final Path FILE = Path.of("testbed/mutations/mutations.yaml");

    /** Outside the checkout: some holders read all sources below its root. */
    private static final Path DIRECTORY = Path.of(System.getProperty("java.io.tmpdir"), "agentlocator-mutations");

    private MutationRun() {}

    /**
     * @param requirements those to prove; empty for all
     * @param again takes the compiled copy of the last time
     * @return 0 when every mutation turns its holder red, else 1
     */
    public static int run(List<String> requirements, boolean again, PrintStream out) throws IOException {
        List<Mutation> mutations = Mutation.read(FILE).stream()
                .filter(mutation -> requirements.isEmpty() || requirements.contains(mutation.requirement()))
                .toList();
        MutatedCopy copy = MutatedCopy.of(Path.of("").toAbsolutePath(), DIRECTORY.toAbsolutePath(), again);
        Map<String, Outcome> unchanged = new HashMap<>();
        int red = 0;
        for (Mutation mutation : mutations) {
            String holder = mutation.holder();
            if (!unchanged.containsKey(holder)) {
                unchanged.put(holder, copy.unchanged(holder));
            }
            Outcome before = unchanged.getOrDefault(holder, new Outcome(Outcome.Colour.RED, ""));
            if (before.colour() != Outcome.Colour.GREEN) {
                out.println(mutation.requirement() + " proves nothing: " + holder + " is not green without it "
                        + before.why());
                continue;
            }
            Outcome outcome = copy.run(mutation);
            out.println(mutation.requirement() + " "
                    + switch (outcome.colour()) {
                        case RED -> "is held by " + holder;
                        case GREEN -> "IS NOT HELD: " + holder + " stays green";
                        case DOES_NOT_APPLY -> "NO LONGER APPLIES: " + outcome.why();
                    });
            red += outcome.colour() == Outcome.Colour.RED ? 1 : 0;
        }
        out.println(red + " of " + mutations.size() + " mutations turn their holder red");
        return red == mutations.size() && red > 0 ? 0 : 1;
    }
}

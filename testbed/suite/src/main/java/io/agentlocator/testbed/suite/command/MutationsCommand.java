package io.agentlocator.testbed.suite.command;

import io.agentlocator.testbed.suite.mutations.MutationRun;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "mutations",
        description = {
            "Makes the mistake that each row of docs/directive.md excludes and runs the test that holds the row.",
            "The mistakes are in testbed/mutations/mutations.yaml. They are made in a copy, never in the checkout.",
            "",
            "Exit code: 0 when every mistake is found, 1 when a test stays green or a mistake no longer applies.",
        })
final class MutationsCommand implements Callable<Integer> {

    @Parameters(paramLabel = "ROW", arity = "0..*", description = "Rows of the directive, as R1; all if none is named.")
    List<String> rows = List.of();

    @Option(names = "--again", description = "Use the compiled copy of the last time.")
    boolean again;

    @Mixin
    Help help = new Help();

    @Override
    public Integer call() throws Exception {
        return MutationRun.run(rows, again, System.out);
    }
}

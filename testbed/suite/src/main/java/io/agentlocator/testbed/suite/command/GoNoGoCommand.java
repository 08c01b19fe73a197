package io.agentlocator.testbed.suite.command;

import io.agentlocator.gonogo.GoNoGo;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/**
 * GO/NO-GO reads its own arguments, {@code --help} among them, since it also runs from a jar without this command line.
 * The options stand here for the shell's completion only.
 */
@Command(name = "gonogo", description = "Checks a deployment from outside, as Twilio sees it, and says GO or NO-GO.")
final class GoNoGoCommand implements Callable<Integer> {

    @Option(
            names = {"--watchdog", "--commit", "--lang"},
            arity = "0..1")
    String withValue = "";

    @Option(names = {"--json", "--strict", "--help"})
    boolean withoutValue;

    @Unmatched
    List<String> others = new ArrayList<>();

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        List<String> arguments = spec.commandLine().getParseResult().originalArgs();
        return GoNoGo.run(
                arguments.subList(arguments.indexOf(spec.name()) + 1, arguments.size()), System.getenv(), System.out);
    }
}

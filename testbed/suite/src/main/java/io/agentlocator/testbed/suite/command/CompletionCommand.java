package io.agentlocator.testbed.suite.command;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "completion",
        description = "Prints the completion for bash and zsh: source <(./agentlocator completion)")
final class CompletionCommand implements Runnable {

    @Mixin
    Help help = new Help();

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        System.out.print(AutoComplete.bash("agentlocator", spec.root().commandLine()));
    }
}

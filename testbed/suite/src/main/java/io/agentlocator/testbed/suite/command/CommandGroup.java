package io.agentlocator.testbed.suite.command;

import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A word that has commands of its own. Without one of them it prints its help. */
abstract class CommandGroup implements Runnable {

    @Mixin
    Help help = new Help();

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public final void run() {
        CommandLine.usage(spec.commandLine(), System.out);
    }
}

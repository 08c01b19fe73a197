package io.agentlocator.testbed.suite.command;

import io.agentlocator.testbed.suite.hebrew.SpokenForms;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "hebrew",
        description = "Scores the Hebrew of the classes that ship on files of cases.",
        subcommands = HebrewCommand.Spoken.class)
final class HebrewCommand extends CommandGroup {

    @Command(
            name = "spoken",
            description = {
                "Scores how written forms are spoken.",
                "A line of a file is written<TAB>spoken|spoken; #: begins a class, # a comment.",
                "",
                "Prints every wrong case, a table by class, and one JSON object as the last line.",
                "Exit code: 0 when the files were read, 2 when one was not.",
            })
    static final class Spoken implements Callable<Integer> {

        @Parameters(arity = "1..*", paramLabel = "FILE", description = "The files of cases.")
        List<Path> files = List.of();

        @Mixin
        Help help = new Help();

        @Override
        public Integer call() {
            return SpokenForms.run(files.stream().map(Path::toString).toList(), System.out);
        }
    }
}

package io.agentlocator.testbed.suite.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.logging.LogManager;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The main class of {@code ./agentlocator}, with the list of its commands. */
@Command(
        name = AgentLocator.NAME,
        description = "Checks and measures AgentLocator. A call is ./run, the tests are ./test.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            BenchCommand.class,
            GoNoGoCommand.class,
            HebrewCommand.class,
            VendorsCommand.class,
            MutationsCommand.class,
            CompletionCommand.class,
        })
public final class AgentLocator extends CommandGroup {

    static final String NAME = "./agentlocator";

    public static void main(String[] arguments) {
        quietLibraries();
        System.exit(execute(arguments));
    }

    /** @return what the command returns; 1 when it throws, 2 when the arguments are not understood */
    static int execute(String... arguments) {
        return commandLine().execute(arguments);
    }

    static CommandLine commandLine() {
        // The script runs in the root of the checkout; a file is relative to the directory that it was called from.
        Path directory = Path.of(System.getProperty("agentlocator.directory", ""));
        return new CommandLine(new AgentLocator())
                .registerConverter(Path.class, directory::resolve)
                .setExpandAtFiles(false)
                .setOverwrittenOptionsAllowed(true)
                .setUsageHelpWidth(120)
                .setParameterExceptionHandler(new Refusal());
    }

    private static void quietLibraries() {
        try (InputStream settings = AgentLocator.class.getResourceAsStream("/logging.properties")) {
            LogManager.getLogManager().readConfiguration(settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

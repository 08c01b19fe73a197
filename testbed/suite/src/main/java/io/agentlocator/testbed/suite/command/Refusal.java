package io.agentlocator.testbed.suite.command;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Says in one line what is wrong with the arguments, with the nearest word that exists. An unknown command is reported on
 * standard error, a wrong option on standard output, where the command's own report would stand.
 */
final class Refusal implements IParameterExceptionHandler {

    @Override
    public int handleParseException(ParameterException problem, String[] arguments) {
        CommandLine command = problem.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        if (problem instanceof UnmatchedArgumentException unmatched) {
            String word = unmatched.getUnmatched().getFirst();
            if (!word.startsWith("-") && !command.getSubcommands().isEmpty()) {
                System.err.println("unknown command " + word
                        + meant(word, command.getSubcommands().keySet()) + name + " --help lists the commands");
            } else {
                System.out.println(
                        "unknown option " + word + meant(word, options(command)) + name + " --help lists the options");
            }
        } else {
            System.out.println(said(problem) + "; " + name + " --help lists the options");
        }
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    private static String said(ParameterException problem) {
        if (problem instanceof MissingParameterException missing
                && missing.getMissing().getFirst() instanceof OptionSpec option) {
            return option.longestName() + " needs a value";
        }
        return Objects.requireNonNullElse(problem.getMessage(), problem.toString());
    }

    private static String meant(String word, Collection<String> known) {
        return known.stream()
                .min(Comparator.comparingInt(candidate -> distance(word, candidate)))
                .map(nearest -> "; did you mean " + nearest + "? ")
                .orElse("; ");
    }

    private static List<String> options(CommandLine command) {
        return command.getCommandSpec().options().stream()
                .map(OptionSpec::longestName)
                .toList();
    }

    /** How many letters must be put in, taken out or replaced to make one word the other (Levenshtein). */
    static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j - 1], diagonal) + 1);
            }
        }
        return row[other.length()];
    }
}

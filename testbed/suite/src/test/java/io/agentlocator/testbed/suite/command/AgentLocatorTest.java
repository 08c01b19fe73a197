package io.agentlocator.testbed.suite.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class AgentLocatorTest {

    private record Outcome(int exit, String out, String err) {}

    static List<String> everyCommand() {
        var commands = new ArrayList<String>();
        collect(AgentLocator.commandLine(), "", commands);
        return commands;
    }

    private static void collect(CommandLine command, String words, List<String> commands) {
        commands.add(words);
        command.getSubcommands().forEach((name, child) -> collect(child, (words + " " + name).strip(), commands));
    }

    @ParameterizedTest(name = "./agentlocator {0} --help")
    @MethodSource("everyCommand")
    void everyCommandHasHelp(String words) {
        Outcome outcome = run(words + " --help");

        assertThat(outcome.exit()).isZero();
        assertThat(outcome.out()).contains((AgentLocator.NAME + " " + words).strip());
        assertThat(outcome.err()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"'', bench", "vendors, check", "hebrew, spoken"})
    void aGroupWithoutACommandPrintsItsHelp(String words, String command) {
        Outcome outcome = run(words);

        assertThat(outcome.exit()).isZero();
        assertThat(outcome.out()).contains("Commands:", command);
    }

    @ParameterizedTest
    @CsvSource({"bnech, bench", "gonogoo, gonogo", "vendor, vendors", "vendors chek, check", "GoNoGo, gonogo"})
    void anUnknownCommandIsRefusedWithTheNearest(String words, String nearest) {
        Outcome outcome = run(words);

        assertThat(outcome.exit()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).startsWith("unknown command ").contains("did you mean " + nearest + "?");
    }

    @ParameterizedTest
    @CsvSource({
        "bench --cals 3, unknown option --cals; did you mean --calls?",
        "bench --calls, --calls needs a value",
        "bench --calls many, 'many'",
        "bench --rounds 0, not a number of calls or rounds: 0",
        "bench --length long, is not a duration",
        "bench --voice mine, --voice is kokoro or synthetic",
        "bench --replicas 2, --replicas goes with --rolling",
        "vendors check --jsn, unknown option --jsn; did you mean --json?",
        "gonogo --loud, there is no option --loud",
        "gonogo --watchdog, --watchdog wants a value",
        "gonogo https://voice.example.com --lang fr, --lang is he or en"
    })
    void whatACommandDoesNotTakeIsExplained(String words, String why) {
        Outcome outcome = run(words);

        assertThat(outcome.exit()).isEqualTo(2);
        assertThat(outcome.out()).contains(why);
    }

    @Test
    void bashReadsTheCompletion(@TempDir Path directory) throws Exception {
        Outcome outcome = run("completion");
        Path script = Files.writeString(directory.resolve("completion"), outcome.out());
        Process bash = new ProcessBuilder(
                        "bash",
                        "-c",
                        "source '" + script + "' && COMP_WORDS=(./agentlocator vendors check --j) COMP_CWORD=3"
                                + " && _complete_agentlocator && echo \"${COMPREPLY[@]}\"")
                .redirectErrorStream(true)
                .start();

        assertThat(outcome.exit()).isZero();
        assertThat(new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualToIgnoringNewLines("--json");
    }

    @Test
    void aFileIsRelativeToWhereTheCommandIsTyped(@TempDir Path directory) throws Exception {
        Files.writeString(directory.resolve("forms.tsv"), "3 חדרים\tשלושה חדרים\n");
        System.setProperty("agentlocator.directory", directory.toString());
        try {
            assertThat(run("hebrew spoken forms.tsv").out().strip()).endsWith("{\"forms\":{\"right\":1,\"of\":1}}");
        } finally {
            System.clearProperty("agentlocator.directory");
        }
    }

    private static Outcome run(String words) {
        PrintStream stdout = System.out;
        PrintStream stderr = System.err;
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        try {
            int exit = AgentLocator.execute(
                    words.isBlank() ? new String[0] : words.strip().split(" "));
            return new Outcome(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(stdout);
            System.setErr(stderr);
        }
    }
}

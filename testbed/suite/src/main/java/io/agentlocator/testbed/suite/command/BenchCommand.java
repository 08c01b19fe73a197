package io.agentlocator.testbed.suite.command;

import io.agentlocator.testbed.suite.bench.Bench;
import io.agentlocator.testbed.suite.bench.BenchOptions;
import io.agentlocator.testbed.suite.bench.Rolling;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

@Command(
        name = "bench",
        sortOptions = false,
        description = {
            "Measures what a call costs and how long an answer takes, with simulated vendors and many calls at once.",
            "Exit code: 1 if calls failed, 2 if the options are not understood.",
        })
final class BenchCommand implements Callable<Integer> {

    @Option(names = "--calls", paramLabel = "N", description = "Calls at once: 50, with --rolling 20.")
    @Nullable
    Integer calls;

    @Option(names = "--rounds", paramLabel = "N", description = "Rounds after one to warm up: 5.")
    int rounds = 5;

    @Option(
            names = "--length",
            paramLabel = "40s",
            converter = Seconds.class,
            description = "How long a caller stays: 40s. He hangs up at the end of the agent's turn.")
    Duration length = Duration.ofSeconds(40);

    @Option(
            names = "--stagger",
            paramLabel = "5s",
            converter = Seconds.class,
            description = "Over how long the calls of a round begin: 5s.")
    Duration stagger = Duration.ofSeconds(5);

    @Option(
            names = "--voice",
            paramLabel = "VOICE",
            description =
                    "The callers' voice: kokoro (a person's) or synthetic, which needs no model and which Silero does"
                            + " not take for a voice.")
    String voice = "kokoro";

    @Option(names = "--env", paramLabel = "NAME=VALUE", description = "A setting of every service; may be repeated.")
    Map<String, String> environment = new LinkedHashMap<>();

    @Option(
            names = "--rolling",
            description = "Instead of measuring, restart each service in turn under live calls and report lost calls.")
    boolean rolling;

    @Option(names = "--replicas", paramLabel = "N", description = "With --rolling, how many of each service: 1.")
    @Nullable
    Integer replicas;

    @Mixin
    Help help = new Help();

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        if (rolling) {
            return Rolling.run(calls == null ? 20 : calls, replicas == null ? 1 : replicas, System.out);
        }
        if (replicas != null) {
            throw refused("--replicas goes with --rolling");
        }
        if (!voice.equals("kokoro") && !voice.equals("synthetic")) {
            throw refused("--voice is kokoro or synthetic");
        }
        return Bench.run(new BenchOptions(
                positive(calls == null ? 50 : calls), positive(rounds), length, stagger, voice, environment));
    }

    private int positive(int number) {
        if (number < 1) {
            throw refused("not a number of calls or rounds: " + number);
        }
        return number;
    }

    private ParameterException refused(String why) {
        return new ParameterException(spec.commandLine(), why);
    }

    /** Reads 40s or 1m30s. */
    static final class Seconds implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String value) {
            try {
                return Duration.parse("PT" + value.toUpperCase(Locale.ROOT));
            } catch (java.time.DateTimeException e) {
                throw new TypeConversionException("'" + value + "' is not a duration such as 40s");
            }
        }
    }
}

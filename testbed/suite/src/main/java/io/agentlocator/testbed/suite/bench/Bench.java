package io.agentlocator.testbed.suite.bench;

import io.agentlocator.testbed.suite.Service;
import io.agentlocator.testbed.suite.Stage;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * {@code ./agentlocator bench}: many calls at once through the suite as it ships. The vendors are simulators that speak the
 * real protocols, so the result measures the suite alone.
 *
 * <p>Processor time is the user and system time of the processes, just-in-time compilers included, divided by the seconds
 * that the calls lasted. This process, which runs the simulators, the callers and the front, is not counted. Each row shows
 * the minimum, the median and the maximum of the rounds.
 */
public final class Bench {

    private static final PrintStream OUT =
            new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    private static final Duration IDLE = Duration.ofSeconds(10);

    private Bench() {}

    /** @return 0 when no call failed, else 1 */
    public static int run(BenchOptions options) throws Exception {
        try {
            return rounds(options);
        } catch (IllegalStateException | UncheckedIOException e) {
            OUT.println(e.getMessage());
            return 1;
        }
    }

    private static int rounds(BenchOptions options) throws Exception {
        Path root = Path.of("").toAbsolutePath();
        Path directory = root.resolve("target/bench");
        delete(directory);
        CallerClips clips = options.voice().equals("kokoro")
                ? CallerClips.kokoro(options.calls(), Round.LINES, Stage.clips())
                : CallerClips.synthetic(options.calls(), Round.LINES);
        var stage = new BenchStage(root, directory, clips, options.environment(), OUT::println);
        Runtime.getRuntime().addShutdownHook(new Thread(stage::close, "closing"));
        idle(stage);
        OUT.println("warm-up  " + Round.play(stage, options, clips));
        var rounds = new ArrayList<Round>();
        for (int i = 1; i <= options.rounds(); i++) {
            Round round = Round.play(stage, options, clips);
            rounds.add(round);
            OUT.println("round %d  %s".formatted(i, round));
            round.failures().forEach(failure -> OUT.println("         failed: " + failure));
        }
        table(options, rounds);
        complaints(stage.suite().logs());
        return rounds.stream().allMatch(round -> round.failures().isEmpty()) ? 0 : 1;
    }

    private static void idle(BenchStage stage) throws InterruptedException {
        ProcessorTimes before = stage.processorTimes();
        TimeUnit.NANOSECONDS.sleep(IDLE.toNanos());
        ProcessorTimes spent = stage.processorTimes().since(before);
        OUT.printf(
                Locale.ROOT,
                "without calls the suite takes %.1f ms a second, Kafka %.1f of them (just started)%n",
                spent.suite() / IDLE.toSeconds(),
                spent.parts().getOrDefault(ProcessorTimes.KAFKA, 0.0) / IDLE.toSeconds());
    }

    private static void table(BenchOptions options, List<Round> rounds) {
        OUT.printf(
                "%n%d calls of about %d s at once, %d rounds, voice %s, %d processors%n",
                options.calls(),
                options.length().toSeconds(),
                rounds.size(),
                options.voice(),
                Runtime.getRuntime().availableProcessors());
        OUT.printf("%-46s%10s%10s%10s%n", "CPU ms per call-second", "min", "median", "max");
        for (Service service : Service.values()) {
            row("  " + service.directory(), rounds, round -> round.cost(service.directory()));
        }
        row("  Kafka", rounds, round -> round.cost(ProcessorTimes.KAFKA));
        row("  PostgreSQL", rounds, round -> round.cost(ProcessorTimes.POSTGRES));
        row("  whole suite", rounds, round -> round.spent().suite() / round.callSeconds());
        row(
                "  Kafka's share, %",
                rounds,
                round -> 100
                        * round.spent().parts().getOrDefault(ProcessorTimes.KAFKA, Double.NaN)
                        / round.spent().suite());
        row("  (simulators, callers, front)", rounds, round -> round.spent().own() / round.callSeconds());
        OUT.println("Latency, ms");
        latency("caller frame -> recogniser", rounds, call -> call.frameToRecogniser);
        latency("final transcript -> reply", rounds, call -> call.finalToReply);
        latency("final transcript -> first frame out", rounds, call -> call.finalToPlayback);
        latency("final transcript -> caller's ear", rounds, call -> call.finalToEar);
        latency("caller's last sound -> caller's ear", rounds, call -> call.voiceToEar);
        OUT.println("Calls");
        row("  turns said", rounds, round -> round.sum(call -> call.said));
        row("  turns answered", rounds, round -> round.sum(call -> call.answered));
        row("  of them recognised to the word", rounds, round -> round.sum(call -> call.heardRight));
        row("  calls that ended well", rounds, Round::endedWell);
        row("  call-seconds", rounds, Round::callSeconds);
        row("  processors busy for others", rounds, Round::others);
        OUT.println("""
                caller frame -> recogniser: each 20 ms of voice, from the tick of the simulated Twilio at which it leaves \
                to the gRPC message that brings it to the vendor's port.
                first frame out: MediaEvent.PlaybackStarted; the vendor's own 150 ms until the first sound are in it. \
                Caller's ear: the first audible frame at the simulated Twilio.
                caller's last sound -> ear: 600 ms of silence that end an utterance and the vendor's own time are in it.""");
    }

    private static void row(String name, List<Round> rounds, ToDoubleFunction<Round> value) {
        var values = rounds.stream().map(value::applyAsDouble).toList();
        OUT.printf("%-46s%s%n", name, Spread.of(values).minMedianMax());
    }

    private static void latency(String name, List<Round> rounds, Function<CallTimes, Collection<Double>> kind) {
        row("  " + name + ", median", rounds, round -> round.times(kind).at(0.5));
        row(
                "  " + " ".repeat(name.length()) + "  95 %",
                rounds,
                round -> round.times(kind).at(0.95));
    }

    /** Prints how many warnings and errors each service logged. */
    private static void complaints(Path logs) throws IOException {
        OUT.println("In the logs, " + logs);
        try (var files = Files.list(logs)) {
            for (Path log : files.sorted().toList()) {
                List<String> lines = Files.readAllLines(log);
                long warnings =
                        lines.stream().filter(line -> line.contains(" WARN")).count();
                long errors =
                        lines.stream().filter(line -> line.contains(" ERROR")).count();
                if (warnings + errors > 0) {
                    OUT.printf("  %-24s %d warnings, %d errors%n", log.getFileName(), warnings, errors);
                }
            }
        }
    }

    /** Deletes the data of an earlier run, which the services would read first. */
    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (var files = Files.walk(directory)) {
            File[] deepestFirst =
                    files.sorted(Comparator.reverseOrder()).map(Path::toFile).toArray(File[]::new);
            Arrays.stream(deepestFirst).forEach(File::delete);
        }
    }
}

package io.agentlocator.testbed.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.agentlocator.testbed.openai.SmallTalk;
import io.agentlocator.testbed.twilio.report.CallReport;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import java.util.logging.LogManager;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code ./run}: starts the suite, places a call and prints it, with the lead as the CRM stored it and a summary. */
public final class Run {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final PrintStream OUT =
            new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);

    private static final Pattern PREPARING = Pattern.compile("preparing phrase (\\d+) of (\\d+)");

    private Run() {}

    public static void main(String[] args) throws InterruptedException {
        quietLibraries();
        var options = List.of(args);
        var known = List.of("--stay", "--keys", "--scenario", "--reply-mode", "--vendors");
        for (String option : options) {
            if (option.startsWith("--") && !known.contains(option)) {
                OUT.println("unknown option " + option + "; ./run --help lists the options");
                System.exit(2);
            }
        }
        int exit;
        try {
            exit = options.contains("--keys")
                    ? RealKeys.run(OUT, settings(environment(options, Optional.empty())))
                    : simulated(options);
        } catch (RuntimeException e) {
            OUT.println("\n\033[31m" + e.getMessage() + "\033[0m");
            exit = 1;
        }
        System.exit(exit);
    }

    private static void quietLibraries() {
        try (InputStream settings = Run.class.getResourceAsStream("/logging.properties")) {
            LogManager.getLogManager().readConfiguration(settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static SuiteSettings settings(Map<String, String> environment) {
        Path root = Path.of("").toAbsolutePath();
        environment.putAll(Stage.inherited(
                "AGENTLOCATOR_MODELS",
                "WATCHDOG_START_TIMEOUT",
                "WATCHDOG_NO_MEDIA_TIMEOUT",
                "OTEL_EXPORTER_OTLP_ENDPOINT"));
        return new SuiteSettings(root, root.resolve(".run"), true, environment);
    }

    /** The options as environment of the services. */
    private static Map<String, String> environment(List<String> options, Optional<String> usualMode) {
        var environment = new HashMap<String, String>();
        value(options, "--reply-mode").or(() -> usualMode).ifPresent(mode -> {
            if (!List.of("stream", "twiml").contains(mode)) {
                throw new IllegalArgumentException("--reply-mode is stream or twiml, not " + mode);
            }
            environment.put("REPLY_MODE", mode);
        });
        return environment;
    }

    private static Optional<String> value(List<String> options, String name) {
        int at = options.indexOf(name);
        return at >= 0 && at + 1 < options.size() ? Optional.of(options.get(at + 1)) : Optional.empty();
    }

    private static int simulated(List<String> options) throws InterruptedException {
        CallScenario scenario = CallScenario.named(value(options, "--scenario").orElse("lead"));
        heading("Starting");
        long began = System.nanoTime();
        SuiteSettings settings = settings(environment(options, scenario.replyMode()));
        Consumer<String> progress = line -> OUT.println("  " + line);
        Stage stage = options.contains("--vendors")
                ? Stage.open(settings, new Vendors(new SmallTalk()), progress)
                : Stage.open(settings, progress);
        var closing = new Thread(stage::close, "closing");
        Runtime.getRuntime().addShutdownHook(closing);
        OUT.printf(Locale.ROOT, "  all ready after %.1f s%n", (System.nanoTime() - began) / 1e9);

        awaitPhrases(stage.suite().service(Service.SPEECH_SERVICE));

        heading("The call: " + scenario.scenario().name());
        ScenarioRun.Result result = play(stage, scenario);
        heading("What the CRM stored");
        String callSid = result.report().callSid();
        stage.crm()
                .awaitCall(callSid, Duration.ofSeconds(15), call -> call.hasNonNull("disposition"))
                .ifPresentOrElse(Run::show, () -> OUT.println("  nothing"));
        summary(stage, result);
        if (options.contains("--stay")) {
            OUT.println(
                    "\nEverything stays up; Ctrl-C ends it. Another call: ./run in a second checkout, or a webhook to "
                            + stage.suite().baseUrl() + "/webhook/incoming_call\nIs it fit to take calls?  "
                            + stage.goNoGo());
            new CountDownLatch(1).await();
        }
        return result.missed().isEmpty() ? 0 : 1;
    }

    /** On the first start the local voice synthesises its fixed sentences, which takes processor time. */
    private static void awaitPhrases(ServiceProcess speech) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofMinutes(4).toNanos();
        boolean shown = false;
        Matcher preparing = PREPARING.matcher(speech.readiness());
        while (preparing.find() && System.nanoTime() < deadline) {
            OUT.printf(
                    "\r  the local voice prepares its fixed sentences, %s of %s ",
                    preparing.group(1), preparing.group(2));
            shown = true;
            TimeUnit.MILLISECONDS.sleep(500);
            preparing = PREPARING.matcher(speech.readiness());
        }
        if (shown) {
            OUT.println();
        }
    }

    private static ScenarioRun.Result play(Stage stage, CallScenario scenario) {
        var view = new CallPrinter[1];
        stage.ledger().watch(entry -> {
            if (view[0] != null) {
                view[0].take(entry);
            }
        });
        return new ScenarioRun(stage, scenario).play(callSid -> view[0] = new CallPrinter(OUT, callSid));
    }

    private static void show(JsonNode call) {
        try {
            for (String line : JSON.writeValueAsString(call).split("\n")) {
                OUT.println("  " + line);
            }
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void summary(Stage stage, ScenarioRun.Result result) {
        heading("Summary");
        CallReport report = result.report();
        List<TurnTime> turns = result.turns();
        OUT.printf(
                "  %d turns answered; at the caller's ear: %s%n",
                turns.size(),
                spread(report.latencies().stream()
                        .flatMap(answer -> answer.latency().stream())
                        .mapToLong(Duration::toMillis)
                        .toArray()));
        List<AudibleTimes> audible = AudibleTimes.of(report, turns);
        stage(
                "caller's end",
                audible,
                AudibleTimes::voiceMs,
                "his last sound until voice activity takes it for the last");
        stage("endpoint", turns, TurnTime::endpointMs, "silence until the utterance is taken to be over");
        stage("recognition", turns, TurnTime::recognitionMs, "local Whisper");
        stage("reply", turns, TurnTime::replyMs, "dialog and two hops over Kafka");
        stage("voice", turns, TurnTime::voiceMs, "local Kokoro, or its phrase cache");
        stage("playout", turns, TurnTime::playoutMs, "one hop over Kafka and the socket");
        stage(
                "first sound",
                audible,
                AudibleTimes::soundMs,
                "the first frame out until something audible is at the ear");
        report.recording().ifPresent(recording -> OUT.println("  recording   " + recording));
        OUT.println("  logs        " + stage.suite().logs());
        OUT.println("  topics      Kafka at " + stage.suite().bootstrapServers()
                + " (while this runs; kept in .run/kafka)");
        OUT.println("  database    " + stage.suite().postgres().url() + " (while this runs; kept in .run/postgres)");
        if (!report.notifications().isEmpty()) {
            OUT.println("  Twilio      " + report.notifications());
        }
        if (result.missed().isEmpty()) {
            OUT.println("\033[32m  All went as the scenario expects.\033[0m");
        } else {
            result.missed().forEach(missed -> OUT.println("\033[31m  Missed: " + missed + "\033[0m"));
        }
    }

    private static <T> void stage(String name, List<T> turns, ToLongFunction<T> part, String remark) {
        OUT.printf(
                "    %-12s %s  \033[2m%s\033[0m%n",
                name, spread(turns.stream().mapToLong(part).toArray()), remark);
    }

    private static String spread(long[] millis) {
        if (millis.length == 0) {
            return "-";
        }
        Arrays.sort(millis);
        return String.format(
                Locale.ROOT,
                "min %.2f  median %.2f  max %.2f s",
                millis[0] / 1000.0,
                millis[millis.length / 2] / 1000.0,
                millis[millis.length - 1] / 1000.0);
    }

    private static void heading(String text) {
        OUT.println("\n\033[1m" + text + "\033[0m");
    }
}

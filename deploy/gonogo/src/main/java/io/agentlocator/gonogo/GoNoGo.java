package io.agentlocator.gonogo;

import io.agentlocator.gonogo.CheckResult.Failed;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code ./agentlocator gonogo}, and the main class of {@code gonogo.jar}: see {@link Options#USAGE}. */
public final class GoNoGo {

    private GoNoGo() {}

    public static void main(String[] arguments) {
        var out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        System.exit(run(List.of(arguments), System.getenv(), out));
    }

    /** @return 0 for GO, 1 for NO-GO, 2 when the arguments are not understood */
    public static int run(List<String> arguments, Map<String, String> environment, PrintStream out) {
        if (arguments.contains("--help") || arguments.contains("-h")) {
            out.print(Options.USAGE);
            return 0;
        }
        Options options;
        try {
            options = Options.of(arguments, Optional.ofNullable(environment.get("PUBLIC_BASE_URL")));
        } catch (IllegalArgumentException e) {
            out.println(e.getMessage());
            out.print(Options.USAGE);
            return 2;
        }
        var deployment = new Deployment(
                options.url(),
                new Deployment.Credentials(
                        set(environment, "TWILIO_ACCOUNT_SID"),
                        set(environment, "TWILIO_AUTH_TOKEN"),
                        set(environment, "TWILIO_API_BASE_URL")));
        var report = new Report(FaultMap.standard(), options.language(), options.strict());
        for (Check check : AllChecks.all(options)) {
            CheckResult result = run(check, deployment);
            report.add(check, result);
            if (!options.json()) {
                report.print(check, result, out);
            }
        }
        if (options.json()) {
            report.printJson(out);
        } else {
            report.printSummary(out);
        }
        return report.go() ? 0 : 1;
    }

    private static CheckResult run(Check check, Deployment deployment) {
        try {
            return check.run(deployment);
        } catch (Unreachable e) {
            return new Failed(e.words(), "unreachable");
        } catch (Exception e) {
            return new Failed(Words.of("broken", e), "unreachable");
        }
    }

    private static Optional<String> set(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }
}

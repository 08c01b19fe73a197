package io.agentlocator.testbed.suite;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * {@code ./run --keys}: the suite with real credentials from the environment and no simulator. Twilio reaches it
 * through {@code PUBLIC_BASE_URL}.
 */
final class RealKeys {

    private static final List<String> NEEDED = List.of("PUBLIC_BASE_URL", "TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN");
    private static final String[] TAKEN = {
        "PUBLIC_BASE_URL",
        "TWILIO_ACCOUNT_SID",
        "TWILIO_AUTH_TOKEN",
        "GOOGLE_APPLICATION_CREDENTIALS",
        "GCP_CREDENTIALS_JSON",
        "OPENAI_API_KEY",
        "OPENAI_BASE_URL",
        "OPENAI_MODEL",
        "SPEECH_RECOGNIZER",
        "SPEECH_SYNTHESIZER",
        "LANGUAGE_MODEL",
        "REPLY_MODE",
        "OPENAI_FALLBACK_MODEL",
        "AGENT_TRANSFER_TO"
    };

    private RealKeys() {}

    static int run(PrintStream out, SuiteSettings settings) throws InterruptedException {
        var environment = new HashMap<>(settings.everyService());
        environment.putAll(Stage.inherited(TAKEN));
        var missing = new ArrayList<>(NEEDED);
        missing.removeAll(environment.keySet());
        if (!missing.isEmpty()) {
            out.println("Not in the environment: " + String.join(", ", missing));
            return 1;
        }
        choose(environment, out);
        Suite suite = Suite.start(
                new SuiteSettings(settings.root(), settings.directory(), true, environment),
                local -> Map.of(),
                line -> out.println("  " + line));
        Runtime.getRuntime().addShutdownHook(new Thread(suite::close, "closing"));
        out.println("\n  " + environment.get("PUBLIC_BASE_URL") + " must lead to " + suite.baseUrl()
                + "\n  The number's voice URL is …/webhook/incoming_call, its status callback …/webhook/call_status."
                + "\n  Ctrl-C ends everything.");
        new CountDownLatch(1).await();
        return 0;
    }

    /** Chooses each vendor whose key is set, unless the environment already chooses one. */
    private static void choose(Map<String, String> environment, PrintStream out) {
        boolean google = environment.containsKey("GOOGLE_APPLICATION_CREDENTIALS")
                || environment.containsKey("GCP_CREDENTIALS_JSON");
        environment.putIfAbsent("SPEECH_RECOGNIZER", google ? "google" : "local");
        environment.putIfAbsent("SPEECH_SYNTHESIZER", google ? "google" : "local");
        environment.putIfAbsent("LANGUAGE_MODEL", environment.containsKey("OPENAI_API_KEY") ? "openai" : "scripted");
        out.println("  recognition " + environment.get("SPEECH_RECOGNIZER") + ", voice "
                + environment.get("SPEECH_SYNTHESIZER") + ", language model " + environment.get("LANGUAGE_MODEL"));
    }
}

package io.agentlocator.testbed.suite.bench;

import io.agentlocator.events.Topic;
import io.agentlocator.testbed.google.GoogleSimulator;
import io.agentlocator.testbed.suite.Ledger;
import io.agentlocator.testbed.suite.Suite;
import io.agentlocator.testbed.suite.SuiteSettings;
import io.agentlocator.testbed.twilio.SimulatorConfig;
import io.agentlocator.testbed.twilio.TwilioSimulator;
import io.agentlocator.testbed.twilio.webhook.PhoneNumber;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/** The suite as it ships, with Twilio and Google simulated in this process. */
final class BenchStage implements AutoCloseable {

    static final String BUSINESS = "+97237654321";
    private static final String ACCOUNT = "AC" + "0123456789abcdef".repeat(2);

    private final List<AutoCloseable> opened = new ArrayList<>();
    private final Suite suite;
    private final TwilioSimulator twilio;
    private final Ledger ledger;
    private final Path postgres;

    /** @param directory for data and logs */
    BenchStage(Path root, Path directory, CallerClips clips, Map<String, String> more, Consumer<String> progress) {
        postgres = directory.resolve("postgres");
        try {
            GoogleSimulator google = opened(GoogleSimulator.start());
            clips.tell(google);
            Wiretap tap = opened(new Wiretap(
                    google.port(),
                    message -> clips.arrived(message, ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()))));
            var environment = new HashMap<>(Map.of(
                    "SPEECH_RECOGNIZER", "google",
                    "SPEECH_SYNTHESIZER", "google",
                    "GOOGLE_SPEECH_ENDPOINT", tap.endpoint(),
                    "GOOGLE_TTS_ENDPOINT", google.endpoint(),
                    "LANGUAGE_MODEL", "scripted"));
            environment.putAll(more);
            // A secret of this run only.
            String token = UUID.randomUUID().toString().replace("-", "");
            var simulated = new TwilioSimulator[1];
            suite = opened(Suite.start(
                    new SuiteSettings(root, directory, true, environment),
                    baseUrl -> {
                        simulated[0] = opened(TwilioSimulator.start(config(baseUrl, token)));
                        return Map.of(
                                "TWILIO_ACCOUNT_SID", ACCOUNT,
                                "TWILIO_AUTH_TOKEN", token,
                                "TWILIO_API_BASE_URL", simulated[0].baseUrl());
                    },
                    progress));
            twilio = simulated[0];
            // Without the sound: another reader of it would add to the broker's load.
            ledger = opened(new Ledger(
                    suite.bootstrapServers(),
                    EnumSet.complementOf(EnumSet.of(Topic.CALLER_AUDIO, Topic.AGENT_AUDIO, Topic.DEAD_LETTERS))));
        } catch (IOException e) {
            close();
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private <T extends AutoCloseable> T opened(T part) {
        opened.add(part);
        return part;
    }

    private static SimulatorConfig config(String baseUrl, String token) {
        String host = URI.create(baseUrl).getAuthority();
        return SimulatorConfig.of(ACCOUNT, token)
                .number(PhoneNumber.of(BUSINESS, baseUrl + "/webhook/incoming_call")
                        .withStatusCallback(baseUrl + "/webhook/call_status"))
                .mapWssTo(host, "ws://" + host)
                .plainSockets(true)
                .timeLimit(Duration.ofMinutes(5))
                .build();
    }

    Suite suite() {
        return suite;
    }

    TwilioSimulator twilio() {
        return twilio;
    }

    Ledger ledger() {
        return ledger;
    }

    ProcessorTimes processorTimes() {
        return ProcessorTimes.now(suite, postgres);
    }

    @Override
    public void close() {
        for (AutoCloseable part : opened.reversed()) {
            try {
                part.close();
            } catch (Exception e) {
                System.err.println("not ended cleanly: " + e);
            }
        }
        opened.clear();
    }
}

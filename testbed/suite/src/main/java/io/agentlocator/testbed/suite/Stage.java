package io.agentlocator.testbed.suite;

import io.agentlocator.speechmodels.kokoro.Kokoro;
import io.agentlocator.testbed.phone.PhoneCaller;
import io.agentlocator.testbed.twilio.SimulatorConfig;
import io.agentlocator.testbed.twilio.TwilioSimulator;
import io.agentlocator.testbed.twilio.webhook.PhoneNumber;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** The suite with a simulated Twilio and a caller's voice: everything a scenario needs. */
public final class Stage implements AutoCloseable {

    /** The business's number on the simulated account. */
    public static final String BUSINESS = "+97237654321";

    private static final String ACCOUNT = "AC" + "0123456789abcdef".repeat(2);

    private final Suite suite;
    private final TwilioSimulator twilio;
    private final Ledger ledger;
    private final KokoroVoice voice;
    private final Optional<Vendors> vendors;
    private final String token;

    private Stage(
            Suite suite,
            TwilioSimulator twilio,
            Ledger ledger,
            KokoroVoice voice,
            Optional<Vendors> vendors,
            String token) {
        this.suite = suite;
        this.token = token;
        this.twilio = twilio;
        this.ledger = ledger;
        this.voice = voice;
        this.vendors = vendors;
    }

    /** Opens a stage with the local engines. */
    public static Stage open(SuiteSettings settings, Consumer<String> progress) {
        return open(settings, Optional.empty(), progress);
    }

    /** @param vendors that replace the local engines; closed with the stage */
    public static Stage open(SuiteSettings settings, Vendors vendors, Consumer<String> progress) {
        return open(settings, Optional.of(vendors), progress);
    }

    private static Stage open(SuiteSettings settings, Optional<Vendors> vendors, Consumer<String> progress) {
        // A secret of this run only.
        String token = UUID.randomUUID().toString().replace("-", "");
        var simulator = new TwilioSimulator[1];
        Suite suite = null;
        try {
            suite = Suite.start(
                    settings,
                    baseUrl -> {
                        TwilioSimulator twilio = TwilioSimulator.start(simulated(baseUrl, token, settings.directory()));
                        simulator[0] = twilio;
                        var outside = new HashMap<String, String>();
                        outside.put("TWILIO_ACCOUNT_SID", ACCOUNT);
                        outside.put("TWILIO_AUTH_TOKEN", token);
                        outside.put("TWILIO_API_BASE_URL", twilio.baseUrl());
                        if (vendors.isPresent()) {
                            outside.putAll(vendors.get().environment());
                        } else {
                            // The local engines share the processor with everything else and are slower than a
                            // vendor.
                            outside.put("AGENT_SILENCE", "15");
                        }
                        return outside;
                    },
                    progress);
            progress.accept("Twilio      simulated at " + simulator[0].baseUrl());
            var voice = new KokoroVoice(clips(), Kokoro.CALLER_VOICE);
            return new Stage(suite, simulator[0], new Ledger(suite.bootstrapServers()), voice, vendors, token);
        } catch (RuntimeException e) {
            if (suite != null) {
                suite.close();
            }
            if (simulator[0] != null) {
                simulator[0].close();
            }
            vendors.ifPresent(Vendors::close);
            throw e;
        }
    }

    private static SimulatorConfig simulated(String baseUrl, String token, Path directory) {
        String host = URI.create(baseUrl).getAuthority();
        return SimulatorConfig.of(ACCOUNT, token)
                .number(PhoneNumber.of(BUSINESS, baseUrl + "/webhook/incoming_call")
                        .withStatusCallback(baseUrl + "/webhook/call_status"))
                .mapWssTo(host, "ws://" + host)
                // The front has no TLS: the gateway says so by a ws:// URL, which Twilio itself would refuse.
                .plainSockets(true)
                .recordingReady(1, Duration.ofMillis(500))
                .callRecordings(recordings(directory))
                .timeLimit(Duration.ofMinutes(12))
                .build();
    }

    static Path recordings(Path directory) {
        Path recordings = directory.resolve("recordings");
        try {
            return Files.createDirectories(recordings);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The cache of the caller's synthesised lines, which all runs and checkouts share. */
    public static Path clips() {
        String cache = System.getenv("XDG_CACHE_HOME");
        Path base =
                cache == null || cache.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
        return base.resolve("agentlocator").resolve("caller-clips");
    }

    public Suite suite() {
        return suite;
    }

    /** The environment that GO/NO-GO needs to check this suite; the token is valid for this run only. */
    public Map<String, String> credentials() {
        var credentials = new LinkedHashMap<String, String>();
        credentials.put("TWILIO_ACCOUNT_SID", ACCOUNT);
        credentials.put("TWILIO_AUTH_TOKEN", token);
        credentials.put("TWILIO_API_BASE_URL", twilio.baseUrl());
        return credentials;
    }

    /** The command that checks this suite. */
    public String goNoGo() {
        var command = new StringBuilder();
        credentials()
                .forEach((name, value) ->
                        command.append(name).append('=').append(value).append(' '));
        return command + "./agentlocator gonogo " + suite.baseUrl();
    }

    public TwilioSimulator twilio() {
        return twilio;
    }

    public Ledger ledger() {
        return ledger;
    }

    public PhoneCaller caller() {
        return PhoneCaller.with(text -> {
            byte[] mulaw = voice.mulaw(text);
            return vendors.map(known -> known.heard(text, mulaw)).orElse(mulaw);
        });
    }

    /** @throws java.util.NoSuchElementException when the engines are local */
    public Vendors vendors() {
        return vendors.orElseThrow();
    }

    /** Synthesises the caller's possible lines before the call, which would be delayed otherwise. */
    void rehearse(CallScenario scenario) {
        scenario.lines().forEach(voice::mulaw);
    }

    public KokoroVoice voice() {
        return voice;
    }

    public Crm crm() {
        return new Crm(suite.service(Service.CRM_SERVICE));
    }

    /** The named variables of this process that are set. */
    static Map<String, String> inherited(String... names) {
        var environment = new HashMap<String, String>();
        for (String name : names) {
            String value = System.getenv(name);
            if (value != null && !value.isBlank()) {
                environment.put(name, value);
            }
        }
        return environment;
    }

    @Override
    public void close() {
        suite.close();
        ledger.close();
        twilio.close();
        vendors.ifPresent(Vendors::close);
        try {
            voice.close();
        } catch (Exception e) {
            throw new IllegalStateException("the caller's voice could not be closed", e);
        }
    }
}

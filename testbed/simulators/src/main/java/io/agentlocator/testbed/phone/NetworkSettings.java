package io.agentlocator.testbed.phone;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.agentlocator.testbed.twilio.SimulatorConfig;
import io.agentlocator.testbed.twilio.webhook.PhoneNumber;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The settings file of the network as a process.
 *
 * <pre>{@code
 * account-sid: AC…
 * auth-token: …
 * port: 4010            # REST; 0 or absent: a free one
 * control-port: 4011
 * recordings: /tmp/calls
 * subprotocol: audio.twilio.com
 * voice: [my-voice, --wav]
 * numbers:
 *   - { number: "+97237000000", voice: "https://agent.test/webhook/incoming_call", status: "https://…", fallback: "https://…", messages: "https://…" }
 * routes:
 *   "https://agent.test": ["http://127.0.0.1:8081"]
 *   "wss://agent.test": ["ws://127.0.0.1:8082"]
 * }</pre>
 */
record NetworkSettings(SimulatorConfig simulator, int controlPort, CallerVoice voice) {

    static NetworkSettings read(Path file) throws IOException {
        Map<String, Object> raw = new ObjectMapper(new YAMLFactory())
                .readValue(Files.readString(file), new TypeReference<Map<String, Object>>() {});
        SimulatorConfig.Builder config = SimulatorConfig.of(required(raw, "account-sid"), required(raw, "auth-token"))
                .port(number(raw, "port"));
        text(raw, "subprotocol").ifPresent(config::subprotocol);
        text(raw, "recordings").map(Path::of).ifPresent(config::callRecordings);
        text(raw, "recording-refusals")
                .ifPresent(count -> config.recordingReady(Integer.parseInt(count), Duration.ZERO));
        if (raw.get("numbers") instanceof List<?> numbers) {
            for (Object each : numbers) if (each instanceof Map<?, ?> entry) config.number(phoneNumber(entry));
        }
        if (raw.get("routes") instanceof Map<?, ?> routes) {
            routes.forEach((prefix, targets) -> config.route(
                    String.valueOf(prefix),
                    targets instanceof List<?> list
                            ? list.stream().map(String::valueOf).toArray(String[]::new)
                            : new String[] {String.valueOf(targets)}));
        }
        CallerVoice voice = raw.get("voice") instanceof List<?> command
                ? new CommandVoice(command.stream().map(String::valueOf).toList())
                : CallerVoice.none();
        return new NetworkSettings(config.build(), number(raw, "control-port"), voice);
    }

    private static PhoneNumber phoneNumber(Map<?, ?> entry) {
        PhoneNumber number = PhoneNumber.of(required(entry, "number"), required(entry, "voice"));
        number = text(entry, "status").map(number::withStatusCallback).orElse(number);
        number = text(entry, "fallback").map(number::withFallback).orElse(number);
        return text(entry, "messages").map(number::withMessages).orElse(number);
    }

    private static int number(Map<?, ?> raw, String key) {
        return text(raw, key).map(Integer::parseInt).orElse(0);
    }

    private static String required(Map<?, ?> raw, String key) {
        return text(raw, key).orElseThrow(() -> new IllegalArgumentException("settings need " + key));
    }

    private static Optional<String> text(Map<?, ?> raw, String key) {
        return Optional.ofNullable(raw.get(key)).map(String::valueOf);
    }
}

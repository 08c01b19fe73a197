package io.agentlocator.events;

import java.time.Instant;
import java.util.Map;

/**
 * What a running service says of itself, every few seconds: services do not ask one another. Compacted by instance; a
 * null value means that the instance has left in order. Any service writes its own.
 */
public sealed interface ServiceState extends Event {

    String service();

    String instance();

    @Override
    default String key() {
        return service() + "/" + instance();
    }

    /**
     * @param commit of the build
     * @param buildTime ISO 8601
     * @param checks by name: {@code ok}, {@code disabled}, or what is wrong; {@code db}, {@code openai}, {@code tts},
     *     {@code stt}, {@code twilio_secrets}, …
     * @param settings what an operator must be able to see from outside: time-outs, modes, engines; never a secret
     */
    record Reported(
            String service,
            String instance,
            String commit,
            String buildTime,
            Instant startedAt,
            Map<String, String> checks,
            Map<String, String> settings)
            implements ServiceState {}
}

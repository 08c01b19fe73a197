package io.agentlocator.events;

import java.time.Instant;
import java.util.Map;

/**
 * The state of a running service, published every few seconds, because services do not call each other. Compacted by
 * instance; a null value means that the instance has shut down. Every service writes its own.
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
     * @param settings what operators need to see: time-outs, modes, engines; never a secret
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

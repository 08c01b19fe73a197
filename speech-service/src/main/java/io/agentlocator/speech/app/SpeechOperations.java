package io.agentlocator.speech.app;

import io.agentlocator.shell.operations.OperatorCheck;
import io.agentlocator.shell.operations.OperatorSetting;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What operators see of this service. */
@ApplicationScoped
class SpeechOperations {

    @Produces
    @Singleton
    OperatorCheck recognition(EngineStartup startup) {
        return OperatorCheck.of("stt", () -> startup.health().recognition());
    }

    @Produces
    @Singleton
    OperatorCheck synthesis(EngineStartup startup) {
        return OperatorCheck.of("tts", () -> startup.health().synthesis());
    }

    @Produces
    @Singleton
    OperatorSetting recognizer(SpeechConfig config) {
        return OperatorSetting.of("recognizer", String.join(",", SpeechVendors.names(config.recognizer())));
    }

    @Produces
    @Singleton
    OperatorSetting synthesizer(SpeechConfig config) {
        return OperatorSetting.of("synthesizer", String.join(",", SpeechVendors.names(config.synthesizer())));
    }

    @Produces
    @Singleton
    OperatorSetting replyMode(SpeechConfig config) {
        return OperatorSetting.of("reply_mode", config.replyMode().toString());
    }
}

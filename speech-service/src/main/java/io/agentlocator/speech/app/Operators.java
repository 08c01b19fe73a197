package io.agentlocator.speech.app;

import io.agentlocator.shell.operations.OperatorCheck;
import io.agentlocator.shell.operations.OperatorSetting;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What operators see of this service. */
@ApplicationScoped
class Operators {

    private final Service service;
    private final SpeechConfig config;

    @Inject
    Operators(Service service, SpeechConfig config) {
        this.service = service;
        this.config = config;
    }

    @Produces
    @Singleton
    OperatorCheck recognition() {
        return new Check("stt", service::recognition);
    }

    @Produces
    @Singleton
    OperatorCheck synthesis() {
        return new Check("tts", service::synthesis);
    }

    @Produces
    @Singleton
    OperatorSetting recognizer() {
        return new Setting("recognizer", names(config.recognizer()));
    }

    @Produces
    @Singleton
    OperatorSetting synthesizer() {
        return new Setting("synthesizer", names(config.synthesizer()));
    }

    @Produces
    @Singleton
    OperatorSetting replyMode() {
        return new Setting("reply_mode", config.replyMode().name().toLowerCase(Locale.ROOT));
    }

    private static String names(List<SpeechConfig.Vendor> vendors) {
        return vendors.stream()
                .map(vendor -> vendor.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(","));
    }

    private record Check(String name, Supplier<String> how) implements OperatorCheck {
        @Override
        public String state() {
            return how.get();
        }
    }

    private record Setting(String name, String value) implements OperatorSetting {}
}

package io.agentlocator.watchdog.app;

import io.agentlocator.shell.operations.OperatorCheck;
import io.agentlocator.shell.operations.OperatorSetting;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Locale;

/** What operators see of this service from outside: whether it could save a call, and the deadlines in force. */
@Singleton
public class Operators {

    @Produces
    @Singleton
    OperatorCheck twilioSecrets(TwilioSecrets secrets) {
        return new OperatorCheck() {
            @Override
            public String name() {
                return "twilio_secrets";
            }

            @Override
            public String state() {
                return secrets.state();
            }
        };
    }

    @Produces
    @Singleton
    OperatorSetting startTimeout(WatchdogSettings settings) {
        return new Setting("start_timeout", seconds(settings.startTimeout().value()));
    }

    @Produces
    @Singleton
    OperatorSetting noMediaTimeout(WatchdogSettings settings) {
        return new Setting("no_media_timeout", seconds(settings.noMediaTimeout().value()));
    }

    @Produces
    @Singleton
    OperatorSetting replyMode(WatchdogSettings settings) {
        return new Setting("reply_mode", settings.replyMode().name().toLowerCase(Locale.ROOT));
    }

    /** As it is written into the environment: {@code 6}, {@code 0.5}. */
    static String seconds(Duration length) {
        return java.math.BigDecimal.valueOf(length.toMillis(), 3)
                .stripTrailingZeros()
                .toPlainString();
    }

    private record Setting(String name, String value) implements OperatorSetting {}
}

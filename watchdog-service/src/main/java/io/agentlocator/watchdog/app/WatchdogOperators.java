package io.agentlocator.watchdog.app;

import io.agentlocator.shell.operations.OperatorSetting;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Duration;

/** The settings of this service that operators see. */
@Singleton
public class WatchdogOperators {

    @Produces
    @Singleton
    OperatorSetting startTimeout(WatchdogSettings settings) {
        return OperatorSetting.of(
                "start_timeout", seconds(settings.startTimeout().value()));
    }

    @Produces
    @Singleton
    OperatorSetting noMediaTimeout(WatchdogSettings settings) {
        return OperatorSetting.of(
                "no_media_timeout", seconds(settings.noMediaTimeout().value()));
    }

    @Produces
    @Singleton
    OperatorSetting replyMode(WatchdogSettings settings) {
        return OperatorSetting.of("reply_mode", settings.replyMode().toString());
    }

    /** As written in an environment variable: {@code 6}, {@code 0.5}. */
    private static String seconds(Duration length) {
        return BigDecimal.valueOf(length.toMillis(), 3).stripTrailingZeros().toPlainString();
    }
}

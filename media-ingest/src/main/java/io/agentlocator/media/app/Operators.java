package io.agentlocator.media.app;

import io.agentlocator.media.EnergyGate;
import io.agentlocator.media.VoiceActivity;
import io.agentlocator.shell.operations.OperatorCheck;
import io.agentlocator.shell.operations.OperatorSetting;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.function.Supplier;

/** The settings and checks of this service that operators see. */
@Singleton
public class Operators {

    @Produces
    @Singleton
    OperatorCheck voiceActivity(VoiceActivity voiceActivity, MediaConfig config) {
        boolean asConfigured = config.voiceActivity() == MediaConfig.VoiceActivityKind.ENERGY
                || !(voiceActivity instanceof EnergyGate);
        return new Check(
                "voice_activity", () -> asConfigured ? "ok" : "the model is not to be had, loudness stands in");
    }

    @Produces
    @Singleton
    OperatorCheck socket(SocketSelfTest selfTest) {
        return new Check("ws_selftest", () -> selfTest.passed() ? "ok" : selfTest.result());
    }

    @Produces
    @Singleton
    OperatorSetting replyMode(MediaConfig config) {
        return new Setting("reply_mode", config.replyMode().name().toLowerCase(Locale.ROOT));
    }

    private record Check(String name, Supplier<String> how) implements OperatorCheck {
        @Override
        public String state() {
            return how.get();
        }
    }

    private record Setting(String name, String value) implements OperatorSetting {}
}

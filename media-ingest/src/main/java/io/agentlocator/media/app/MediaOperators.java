package io.agentlocator.media.app;

import io.agentlocator.media.EnergyGate;
import io.agentlocator.media.VoiceActivity;
import io.agentlocator.shell.operations.OperatorCheck;
import io.agentlocator.shell.operations.OperatorSetting;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The settings and checks of this service that operators see. */
@Singleton
public class MediaOperators {

    @Produces
    @Singleton
    OperatorCheck voiceActivity(VoiceActivity voiceActivity, MediaConfig config) {
        boolean asConfigured = config.voiceActivity() == MediaConfig.VoiceActivityKind.ENERGY
                || !(voiceActivity instanceof EnergyGate);
        return OperatorCheck.of(
                "voice_activity",
                () -> asConfigured ? OperatorCheck.OK : "the model is not available, loudness replaces it");
    }

    @Produces
    @Singleton
    OperatorCheck socket(SocketSelfTest selfTest) {
        return OperatorCheck.of("ws_selftest", () -> selfTest.passed() ? OperatorCheck.OK : selfTest.result());
    }

    @Produces
    @Singleton
    OperatorSetting replyMode(MediaConfig config) {
        return OperatorSetting.of("reply_mode", config.replyMode().toString());
    }
}

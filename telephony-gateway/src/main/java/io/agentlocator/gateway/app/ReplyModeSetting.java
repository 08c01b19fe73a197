package io.agentlocator.gateway.app;

import io.agentlocator.gateway.ReplyMode;
import io.agentlocator.shell.operations.OperatorSetting;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Tells which way the agent answers: it must be the same in every service. */
@Singleton
public class ReplyModeSetting implements OperatorSetting {

    private final ReplyMode mode;

    @Inject
    public ReplyModeSetting(ReplyMode mode) {
        this.mode = mode;
    }

    @Override
    public String name() {
        return "reply_mode";
    }

    @Override
    public String value() {
        return mode.toString();
    }
}

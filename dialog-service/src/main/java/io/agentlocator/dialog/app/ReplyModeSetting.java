package io.agentlocator.dialog.app;

import io.agentlocator.shell.operations.OperatorSetting;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** How the agent's turns reach the caller. */
@ApplicationScoped
public class ReplyModeSetting implements OperatorSetting {

    private final DialogService service;

    @Inject
    public ReplyModeSetting(DialogService service) {
        this.service = service;
    }

    @Override
    public String name() {
        return "reply_mode";
    }

    @Override
    public String value() {
        return service.replyMode();
    }
}

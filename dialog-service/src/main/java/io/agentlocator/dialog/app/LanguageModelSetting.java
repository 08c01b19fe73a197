package io.agentlocator.dialog.app;

import io.agentlocator.shell.operations.OperatorSetting;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Which engines find the agent's words, in their order. */
@ApplicationScoped
public class LanguageModelSetting implements OperatorSetting {

    private final DialogService service;

    @Inject
    public LanguageModelSetting(DialogService service) {
        this.service = service;
    }

    @Override
    public String name() {
        return "language_model";
    }

    @Override
    public String value() {
        return service.engines().described();
    }
}

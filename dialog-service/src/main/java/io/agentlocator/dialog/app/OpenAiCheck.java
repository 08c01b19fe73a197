package io.agentlocator.dialog.app;

import io.agentlocator.shell.operations.OperatorCheck;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Whether the vendor of the language model can be used now. */
@ApplicationScoped
public class OpenAiCheck implements OperatorCheck {

    private final DialogService service;

    @Inject
    public OpenAiCheck(DialogService service) {
        this.service = service;
    }

    @Override
    public String name() {
        return "openai";
    }

    @Override
    public String state() {
        return service.engines().openAiState();
    }
}

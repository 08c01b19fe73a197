package io.agentlocator.dialog.app;

import io.agentlocator.dialog.LanguageModel;
import io.agentlocator.dialog.models.ModelChain;
import io.agentlocator.dialog.models.ModelChain.Entry;
import io.agentlocator.dialog.openai.OpenAiLanguageModel;
import io.agentlocator.dialog.openai.OpenAiProbe;
import io.agentlocator.dialog.openai.OpenAiServer;
import io.agentlocator.dialog.scripted.ScriptedDialog;
import io.agentlocator.shell.breaker.Breaker;
import io.agentlocator.shell.operations.OperatorCheck;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The language models that the settings name, and whether they can be used. The script is always the last. */
final class ConfiguredModels {

    private static final Logger LOG = Logger.getLogger(ConfiguredModels.class);
    private static final String OPENAI = "openai";

    private final String wanted;
    private final ModelChain chain;
    private final @Nullable OpenAiState openAi;

    /** @throws IllegalStateException when {@code LANGUAGE_MODEL} is unknown */
    ConfiguredModels(DialogSettings settings, ScriptedDialog scripted) {
        this.wanted = settings.languageModel().strip();
        if (!wanted.equals(OPENAI) && !wanted.equals(ScriptedDialog.NAME)) {
            throw new IllegalStateException("LANGUAGE_MODEL is scripted or openai, not " + wanted);
        }
        var inOrder = new ArrayList<Entry>();
        var server = new OpenAiServer(
                settings.openai().baseUrl(), settings.openai().apiKey().orElse(""));
        boolean keyMissing = server.apiKey().isEmpty() && server.wantsKey();
        if (wanted.equals(OPENAI) && keyMissing) {
            LOG.error("OPENAI_API_KEY is missing: LANGUAGE_MODEL=openai cannot be used, the script answers every call");
        }
        if (wanted.equals(OPENAI) && !keyMissing) {
            List<String> models = models(settings.openai());
            models.forEach(model -> inOrder.add(entry(model, OPENAI, openAi(server, model, settings))));
            this.openAi = new OpenAiState(
                    new OpenAiProbe(server, models),
                    inOrder.getFirst().breaker(),
                    settings.openai().probeEvery());
        } else {
            this.openAi = null;
        }
        inOrder.add(entry(ScriptedDialog.NAME, ScriptedDialog.NAME, scripted));
        this.chain = new ModelChain(inOrder);
    }

    ModelChain chain() {
        return chain;
    }

    /** {@code scripted} or {@code openai}, as set. */
    String wanted() {
        return wanted;
    }

    /** The models in order, for operators. */
    String described() {
        return String.join(", then ", chain.names());
    }

    /** One line: ok, disabled, or what is wrong with the vendor. */
    String openAiState() {
        if (wanted.equals(ScriptedDialog.NAME)) {
            return OperatorCheck.DISABLED;
        }
        return openAi == null ? "OPENAI_API_KEY is missing" : openAi.state();
    }

    /** Whether the model that is set can be used, as far as that is known before the first call. */
    boolean usable() {
        return wanted.equals(ScriptedDialog.NAME) || openAi != null && !openAi.refusedFromTheStart();
    }

    private static List<String> models(DialogSettings.OpenAi openai) {
        var models = new ArrayList<String>();
        models.add(openai.model().strip());
        openai.fallbackModel().orElse(List.of()).stream()
                .map(String::strip)
                .filter(model -> !model.isEmpty() && !models.contains(model))
                .forEach(models::add);
        return List.copyOf(models);
    }

    private static Entry entry(String name, String vendor, LanguageModel model) {
        return new Entry(name, vendor, model, new Breaker(ModelChain.BREAKER, System::nanoTime));
    }

    private static LanguageModel openAi(OpenAiServer server, String model, DialogSettings settings) {
        var openai = settings.openai();
        return new OpenAiLanguageModel(new OpenAiLanguageModel.Settings(
                server, model, settings.business(), openai.firstWord(), openai.pause(), openai.total()));
    }
}

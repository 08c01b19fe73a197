package io.agentlocator.dialog.app;

import io.agentlocator.dialog.Breaker;
import io.agentlocator.dialog.Engines;
import io.agentlocator.dialog.Engines.Engine;
import io.agentlocator.dialog.LanguageModel;
import io.agentlocator.dialog.openai.OpenAiLanguageModel;
import io.agentlocator.dialog.openai.OpenAiProbe;
import io.agentlocator.dialog.openai.OpenAiServer;
import io.agentlocator.dialog.scripted.ScriptedDialog;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The engines that the settings ask for, and whether what they need is there. The script always stands last. */
final class EnginesInOrder implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(EnginesInOrder.class);
    private static final String OPENAI = "openai";

    private final String wanted;
    private final Engines engines;
    private final @Nullable OpenAiWatch watch;

    EnginesInOrder(DialogSettings settings, ScriptedDialog scripted) {
        this.wanted = settings.languageModel().strip();
        if (!wanted.equals(OPENAI) && !wanted.equals(ScriptedDialog.NAME)) {
            throw new IllegalStateException("LANGUAGE_MODEL is scripted or openai, not " + wanted);
        }
        var inOrder = new ArrayList<Engine>();
        var server = new OpenAiServer(
                settings.openai().baseUrl(), settings.openai().apiKey().orElse(""));
        boolean keyMissing = server.apiKey().isEmpty() && server.wantsKey();
        if (wanted.equals(OPENAI) && keyMissing) {
            LOG.error("OPENAI_API_KEY is missing: LANGUAGE_MODEL=openai cannot be used, the script answers every call");
        }
        if (wanted.equals(OPENAI) && !keyMissing) {
            List<String> models = models(settings.openai());
            models.forEach(model -> inOrder.add(engine(model, OPENAI, openAi(server, model, settings))));
            this.watch = new OpenAiWatch(
                    new OpenAiProbe(server, models),
                    inOrder.getFirst().breaker(),
                    settings.openai().probeEvery());
        } else {
            this.watch = null;
        }
        inOrder.add(engine(ScriptedDialog.NAME, ScriptedDialog.NAME, scripted));
        this.engines = new Engines(inOrder);
    }

    Engines engines() {
        return engines;
    }

    String wanted() {
        return wanted;
    }

    /** What stands in the settings of a deployment: the engine that was asked for and, where it is a vendor's, its model. */
    String described() {
        return engines.inOrder().stream()
                .map(Engine::name)
                .reduce((a, b) -> a + ", then " + b)
                .orElse(wanted);
    }

    /** One line: ok, disabled, or what is wrong with the vendor. */
    String openAiState() {
        if (wanted.equals(ScriptedDialog.NAME)) {
            return "disabled";
        }
        OpenAiWatch watching = watch;
        return watching == null ? "OPENAI_API_KEY is missing" : watching.state();
    }

    /** Whether what was asked for can be used, as far as that can be known before the first call. */
    boolean usable() {
        OpenAiWatch watching = watch;
        return wanted.equals(ScriptedDialog.NAME) || watching != null && !watching.refusedFromTheStart();
    }

    @Override
    public void close() {
        OpenAiWatch watching = watch;
        if (watching != null) {
            watching.close();
        }
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

    private static Engine engine(String name, String vendor, LanguageModel model) {
        return new Engine(name, vendor, model, new Breaker(System::nanoTime));
    }

    private static LanguageModel openAi(OpenAiServer server, String model, DialogSettings settings) {
        var openai = settings.openai();
        return new OpenAiLanguageModel(new OpenAiLanguageModel.Settings(
                server, model, settings.business(), openai.firstWord(), openai.pause(), openai.total()));
    }
}

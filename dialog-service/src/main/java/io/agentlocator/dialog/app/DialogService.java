package io.agentlocator.dialog.app;

import io.agentlocator.dialog.ConversationRules;
import io.agentlocator.dialog.InOrderOfPreference;
import io.agentlocator.dialog.LanguageModel;
import io.agentlocator.dialog.Lines;
import io.agentlocator.dialog.RuleSettings;
import io.agentlocator.dialog.Step;
import io.agentlocator.dialog.hebrew.HebrewAnswers;
import io.agentlocator.dialog.kafka.DialogLog;
import io.agentlocator.dialog.lead.LeadReader;
import io.agentlocator.dialog.lead.Questions;
import io.agentlocator.dialog.lead.Said;
import io.agentlocator.dialog.libphonenumber.IsraeliPhoneNumbers;
import io.agentlocator.dialog.openai.OpenAiLanguageModel;
import io.agentlocator.dialog.scripted.ScriptedDialog;
import io.agentlocator.shell.kafka.CallLogFactory;
import io.agentlocator.shell.kafka.EventPublisher;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import org.jboss.logging.Logger;

/** Puts the service together and runs it. */
@Startup
@ApplicationScoped
public class DialogService {

    private static final Logger LOG = Logger.getLogger(DialogService.class);

    private final DialogSettings settings;
    private final CallLogFactory logs;
    private final DialogLog log;
    private final String model;
    private final ScriptedDialog scripted;

    @Inject
    public DialogService(
            DialogSettings settings, CallLogFactory logs, EventPublisher publisher, MeterRegistry metrics) {
        this.settings = settings;
        this.logs = logs;
        var lines = new Lines(settings.business());
        var leads = new LeadReader(new HebrewAnswers(new IsraeliPhoneNumbers()), new Questions(lines.questions()));
        this.scripted = new ScriptedDialog(lines, leads);
        this.model = settings.languageModel();
        this.log = new DialogLog(
                new ConversationRules(rules(settings), lines, leads),
                model(scripted, metrics),
                publisher,
                metrics,
                Clock.systemUTC(),
                System::nanoTime);
    }

    @PostConstruct
    void start() {
        log.open(logs);
        Thread.ofVirtual().name("warm-up").start(this::warmUp);
        LOG.infof(
                "dialog starts language_model=%s transfer=%b",
                model, settings.transferTo().isPresent());
    }

    /** The first caller should not wait for classes and phone number tables to load. */
    private void warmUp() {
        try {
            var question = new Step.Question(
                    "warm-up",
                    1,
                    1,
                    List.of(new Said.Caller(1, "קוראים לי דנה, לקנות דירה בחולון, 052-538-1648")),
                    List.of(),
                    null);
            scripted.answer(question, sentence -> {});
        } catch (RuntimeException e) {
            LOG.warnf("warm-up failed cause=%s", e.toString());
        }
    }

    @PreDestroy
    void stop() {
        log.close();
    }

    public DialogLog log() {
        return log;
    }

    /** Whether the chosen model has what it needs. */
    public boolean configured() {
        return model.equals("scripted") || hasKey();
    }

    public String languageModel() {
        return model;
    }

    private boolean hasKey() {
        return settings.openai().apiKey().filter(key -> !key.isBlank()).isPresent();
    }

    private LanguageModel model(LanguageModel scripted, MeterRegistry metrics) {
        return switch (model) {
            case "scripted" -> scripted;
            case "openai" -> {
                var openai = settings.openai();
                var vendor = new OpenAiLanguageModel(new OpenAiLanguageModel.Settings(
                        openai.baseUrl(),
                        openai.apiKey().orElse(""),
                        openai.model(),
                        settings.business(),
                        openai.firstWord(),
                        openai.pause(),
                        openai.total()));
                yield new InOrderOfPreference(vendor, scripted, System::nanoTime, (callSid, failure) -> {
                    LOG.warnf(
                            "the model failed, the script answers call_sid=%s cause=%s", callSid, failure.getMessage());
                    metrics.counter(
                                    "agentlocator.model.failures",
                                    "kind",
                                    failure.kind().name())
                            .increment();
                });
            }
            default -> throw new IllegalStateException("LANGUAGE_MODEL is scripted or openai, not " + model);
        };
    }

    private static RuleSettings rules(DialogSettings settings) {
        var times = settings.times();
        return new RuleSettings(
                times.bargeIn().toMillis(),
                times.resume().toMillis(),
                times.repeat().toMillis(),
                times.filler().toMillis(),
                times.giveUp().toMillis(),
                times.outcome().toMillis(),
                RuleSettings.DEFAULTS.mostSentences(),
                RuleSettings.DEFAULTS.mostCharacters(),
                settings.transferTo().filter(number -> !number.isBlank()));
    }
}

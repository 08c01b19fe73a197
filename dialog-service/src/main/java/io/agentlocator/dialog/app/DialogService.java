package io.agentlocator.dialog.app;

import io.agentlocator.dialog.FixedPhrases;
import io.agentlocator.dialog.ModelFailure;
import io.agentlocator.dialog.hebrew.UtteranceReader;
import io.agentlocator.dialog.kafka.CallEventListener;
import io.agentlocator.dialog.lead.LeadReader;
import io.agentlocator.dialog.lead.SlotQuestions;
import io.agentlocator.dialog.libphonenumber.IsraeliPhoneNumbers;
import io.agentlocator.dialog.scripted.ScriptedDialog;
import io.agentlocator.dialog.turns.ConversationRules;
import io.agentlocator.dialog.turns.TurnSettings;
import io.agentlocator.shell.ReplyMode;
import io.agentlocator.shell.kafka.CallLogFactory;
import io.agentlocator.shell.kafka.EventPublisher;
import io.agentlocator.shell.operations.OperatorCheck;
import io.agentlocator.shell.operations.OperatorSetting;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.OptionalLong;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Wires the service and runs it. */
@Startup
@ApplicationScoped
public class DialogService {

    private static final Logger LOG = Logger.getLogger(DialogService.class);

    private final DialogSettings settings;
    private final ReplyMode replyMode;
    private final CallLogFactory logs;
    private final ConversationRules rules;
    private final ScriptedDialog scripted;
    private final ConfiguredModels models;
    private final DialogPipeline pipeline;

    @Inject
    public DialogService(
            DialogSettings settings,
            @ConfigProperty(name = "agentlocator.reply-mode", defaultValue = "stream") ReplyMode replyMode,
            CallLogFactory logs,
            EventPublisher publisher,
            MeterRegistry metrics) {
        this.settings = settings;
        this.replyMode = replyMode;
        this.logs = logs;
        var phrases = new FixedPhrases(settings.business());
        var leads =
                new LeadReader(new UtteranceReader(new IsraeliPhoneNumbers()), new SlotQuestions(phrases.questions()));
        this.scripted = new ScriptedDialog(phrases, leads);
        this.models = new ConfiguredModels(settings, scripted);
        this.rules = new ConversationRules(turnSettings(), phrases, leads);
        this.pipeline = new DialogPipeline(rules, models.chain(), publisher, metrics);
    }

    @PostConstruct
    void start() {
        warmUp();
        pipeline.open(logs);
        LOG.infof(
                "dialog starts language_model=%s engines=\"%s\" reply_mode=%s transfer=%b",
                models.wanted(),
                models.described(),
                replyMode,
                settings.transferTo().isPresent());
    }

    /** Before this instance joins the consumer group: from then on it has calls to answer. */
    private void warmUp() {
        long began = System.nanoTime();
        try {
            int sentences = new WarmUpConversation(rules, scripted).hold();
            LOG.infof(
                    "warm-up conversation held sentences=%d took_ms=%d",
                    sentences, Duration.ofNanos(System.nanoTime() - began).toMillis());
        } catch (ModelFailure | RuntimeException e) {
            LOG.warnf("warm-up conversation failed cause=%s", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @PreDestroy
    void stop() {
        pipeline.close();
    }

    public CallEventListener events() {
        return pipeline.events();
    }

    ConfiguredModels models() {
        return models;
    }

    @Produces
    @Singleton
    OperatorSetting languageModel() {
        return OperatorSetting.of("language_model", models.described());
    }

    @Produces
    @Singleton
    OperatorSetting replyMode() {
        return OperatorSetting.of("reply_mode", replyMode.toString());
    }

    @Produces
    @Singleton
    OperatorCheck openAi() {
        return OperatorCheck.of("openai", models::openAiState);
    }

    private TurnSettings turnSettings() {
        var times = settings.times();
        var patience = new TurnSettings.Patience(
                OptionalLong.of(times.filler().toMillis()),
                times.switchAfter().toMillis(),
                times.next().toMillis(),
                times.giveUp().toMillis());
        return new TurnSettings(
                times.bargeIn().toMillis(),
                times.resume().toMillis(),
                times.repeat().toMillis(),
                times.outcome().toMillis(),
                replyMode == ReplyMode.TWIML ? patience.withoutFiller() : patience,
                TurnSettings.DEFAULTS.bounds(),
                settings.transferTo().filter(number -> !number.isBlank()));
    }
}

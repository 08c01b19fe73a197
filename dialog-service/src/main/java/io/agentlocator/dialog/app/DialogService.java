package io.agentlocator.dialog.app;

import io.agentlocator.dialog.ConversationRules;
import io.agentlocator.dialog.Lines;
import io.agentlocator.dialog.ModelFailure;
import io.agentlocator.dialog.RuleSettings;
import io.agentlocator.dialog.hebrew.HebrewAnswers;
import io.agentlocator.dialog.kafka.DialogLog;
import io.agentlocator.dialog.lead.LeadReader;
import io.agentlocator.dialog.lead.Questions;
import io.agentlocator.dialog.libphonenumber.IsraeliPhoneNumbers;
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
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Puts the service together and runs it. */
@Startup
@ApplicationScoped
public class DialogService {

    private static final Logger LOG = Logger.getLogger(DialogService.class);
    private static final String STREAM = "stream";
    private static final String TWIML = "twiml";

    private final DialogSettings settings;
    private final CallLogFactory logs;
    private final DialogLog log;
    private final ConversationRules rules;
    private final ScriptedDialog scripted;
    private final EnginesInOrder engines;
    private final String replyMode;

    @Inject
    public DialogService(
            DialogSettings settings,
            @ConfigProperty(name = "agentlocator.reply-mode", defaultValue = "stream") String replyMode,
            CallLogFactory logs,
            EventPublisher publisher,
            MeterRegistry metrics) {
        this.settings = settings;
        this.replyMode = replyMode.strip();
        if (!this.replyMode.equals(STREAM) && !this.replyMode.equals(TWIML)) {
            throw new IllegalStateException("REPLY_MODE is stream or twiml, not " + replyMode);
        }
        this.logs = logs;
        var lines = new Lines(settings.business());
        var leads = new LeadReader(new HebrewAnswers(new IsraeliPhoneNumbers()), new Questions(lines.questions()));
        this.scripted = new ScriptedDialog(lines, leads);
        this.engines = new EnginesInOrder(settings, scripted);
        this.rules = new ConversationRules(settings(), lines, leads);
        this.log = new DialogLog(rules, engines.engines(), publisher, metrics, Clock.systemUTC(), System::nanoTime);
    }

    @PostConstruct
    void start() {
        warmUp();
        log.open(logs);
        LOG.infof(
                "dialog starts language_model=%s engines=\"%s\" reply_mode=%s transfer=%b",
                engines.wanted(),
                engines.described(),
                replyMode,
                settings.transferTo().isPresent());
    }

    /** Before there is any call: whoever has joined the log's group has calls to answer. */
    private void warmUp() {
        long began = System.nanoTime();
        try {
            int sentences = new RehearsedConversation(rules, scripted).hold();
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
        log.close();
        engines.close();
    }

    public DialogLog log() {
        return log;
    }

    EnginesInOrder engines() {
        return engines;
    }

    String replyMode() {
        return replyMode;
    }

    private RuleSettings settings() {
        var times = settings.times();
        var patience = new RuleSettings.Patience(
                times.filler().toMillis(),
                times.switchAfter().toMillis(),
                times.next().toMillis(),
                times.giveUp().toMillis());
        return new RuleSettings(
                times.bargeIn().toMillis(),
                times.resume().toMillis(),
                times.repeat().toMillis(),
                times.outcome().toMillis(),
                replyMode.equals(TWIML) ? patience.withoutFiller() : patience,
                RuleSettings.DEFAULTS.bounds(),
                settings.transferTo().filter(number -> !number.isBlank()));
    }
}

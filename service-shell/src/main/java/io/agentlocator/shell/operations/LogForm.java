package io.agentlocator.shell.operations;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.logging.Handler;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.handlers.ConsoleHandler;

/** {@code LOG_FORMAT}: {@code text} for people, or {@code json}, one object per line, for a collector. */
@ApplicationScoped
public class LogForm {

    private static final int BEFORE_ALL = 0;

    private final String format;
    private final ThisInstance instance;

    @Inject
    public LogForm(
            @ConfigProperty(name = "agentlocator.log-format", defaultValue = "text") String format,
            ThisInstance instance) {
        this.format = format;
        this.instance = instance;
    }

    void begin(@Observes @Priority(BEFORE_ALL) StartupEvent starting) {
        switch (format) {
            case "json" -> onConsole(Logger.getLogger("").getHandlers());
            case "text" -> {}
            default ->
                Logger.getLogger(LogForm.class.getName())
                        .warning("LOG_FORMAT is text or json; text is used instead of \"" + format + "\"");
        }
    }

    /** The console handler may be inside handlers that delay or queue. */
    private void onConsole(Handler[] handlers) {
        for (Handler handler : handlers) {
            if (handler instanceof ConsoleHandler console) {
                console.setFormatter(new JsonLines(instance.service(), instance.id()));
            } else if (handler instanceof ExtHandler outer) {
                onConsole(outer.getHandlers());
            }
        }
    }
}

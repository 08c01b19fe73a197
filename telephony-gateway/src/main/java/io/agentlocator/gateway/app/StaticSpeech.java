package io.agentlocator.gateway.app;

import io.agentlocator.gateway.Mp3Length;
import io.agentlocator.twilio.TwimlDocuments;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/** The recorded phrases that this service serves, and how long the greeting plays. */
@Singleton
public class StaticSpeech {

    private static final Logger LOG = Logger.getLogger(StaticSpeech.class);
    private static final List<String> PATHS = List.of(
            TwimlDocuments.GREETING_PATH,
            TwimlDocuments.FALLBACK_PATH,
            TwimlDocuments.LEAVE_MESSAGE_PATH,
            TwimlDocuments.THANKS_PATH);

    private final Duration greeting = length(TwimlDocuments.GREETING_PATH);
    private final List<String> missing =
            PATHS.stream().filter(path -> length(path).isZero()).toList();

    StaticSpeech() {
        missing.forEach(path -> LOG.errorf("recorded phrase missing or without sound path=%s", path));
        LOG.infof("greeting measured ms=%d", greeting.toMillis());
    }

    /** Zero where there is none: then Twilio has nothing to play either, and goes on at once. */
    public Duration greeting() {
        return greeting;
    }

    public List<String> missing() {
        return missing;
    }

    private static Duration length(String path) {
        try (InputStream in =
                Thread.currentThread().getContextClassLoader().getResourceAsStream("META-INF/resources" + path)) {
            return in == null ? Duration.ZERO : Mp3Length.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

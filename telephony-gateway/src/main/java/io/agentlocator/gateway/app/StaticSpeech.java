package io.agentlocator.gateway.app;

import io.agentlocator.gateway.Mp3Length;
import io.agentlocator.gateway.twilio.Mp3Answer;
import io.agentlocator.twilio.TwimlDocuments;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * The recorded phrases that this service serves, and the length of the greeting. They are served from memory: Vert.x deletes
 * its unpacked static files as soon as the process gets SIGTERM, and callers still come for some seconds after that.
 */
@Singleton
public class StaticSpeech {

    private static final Logger LOG = Logger.getLogger(StaticSpeech.class);
    private static final int BEFORE_STATIC_FILES = -100;
    private static final List<String> PATHS = List.of(
            TwimlDocuments.GREETING_PATH,
            TwimlDocuments.FALLBACK_PATH,
            TwimlDocuments.LEAVE_MESSAGE_PATH,
            TwimlDocuments.THANKS_PATH);

    private final Map<String, byte[]> phrases = new LinkedHashMap<>();
    private final Duration greeting;
    private final List<String> missing;

    StaticSpeech() {
        PATHS.forEach(path -> phrases.put(path, read(path)));
        greeting = length(TwimlDocuments.GREETING_PATH);
        missing = PATHS.stream().filter(path -> length(path).isZero()).toList();
    }

    void log(@Observes StartupEvent starting) {
        missing.forEach(path -> LOG.errorf("recorded phrase missing or without sound path=%s", path));
        LOG.infof("greeting measured ms=%d", greeting.toMillis());
    }

    /** Zero where it is missing: then Twilio plays nothing and opens the stream at once. */
    public Duration greeting() {
        return greeting;
    }

    public List<String> missing() {
        return missing;
    }

    void open(@Observes Router router) {
        phrases.forEach((path, mp3) -> {
            if (!missing.contains(path)) {
                router.route(path)
                        .method(HttpMethod.GET)
                        .method(HttpMethod.HEAD)
                        .order(BEFORE_STATIC_FILES)
                        // Short, so that a phrase that is recorded again is heard soon.
                        .handler(context -> Mp3Answer.send(context, mp3, "public, max-age=300"));
            }
        });
    }

    private Duration length(String path) {
        return Mp3Length.of(phrases.getOrDefault(path, new byte[0]));
    }

    private static byte[] read(String path) {
        try (InputStream in =
                Thread.currentThread().getContextClassLoader().getResourceAsStream("META-INF/resources" + path)) {
            return in == null ? new byte[0] : in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.agentlocator.gateway.twilio;

import io.agentlocator.gateway.ClipStore;
import io.agentlocator.shell.ReplyMode;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Serves the MP3 clips at {@code /static/tts/<callSid>-<turn>.mp3} (R54). Requests for other files go on to the recorded
 * phrases, which answer 404.
 */
@ApplicationScoped
public class ClipRoute {

    static final Pattern PATH = Pattern.compile("/static/tts/([A-Za-z0-9_-]{1,64})-(\\d{1,9})\\.mp3");

    private static final int BEFORE_THE_RECORDED_PHRASES = -100;

    private final ReplyMode mode;
    private final ClipStore clips;

    @Inject
    public ClipRoute(ReplyMode mode, ClipStore clips) {
        this.mode = mode;
        this.clips = clips;
    }

    void open(@Observes Router router) {
        if (mode == ReplyMode.TWIML) {
            router.routeWithRegex(PATH.pattern())
                    .method(HttpMethod.GET)
                    .method(HttpMethod.HEAD)
                    .order(BEFORE_THE_RECORDED_PHRASES)
                    .handler(this::serve);
        }
    }

    private void serve(RoutingContext context) {
        var asked = PATH.matcher(Objects.requireNonNullElse(context.request().path(), ""));
        var sound = asked.matches()
                ? clips.mp3(asked.group(1), Integer.parseInt(asked.group(2)))
                : Optional.<byte[]>empty();
        if (sound.isEmpty()) {
            context.next();
            return;
        }
        // Private: shared caches must not keep the words of a call.
        Mp3Answer.send(context, sound.get(), "private, max-age=60");
    }
}

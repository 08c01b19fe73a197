package io.agentlocator.testbed.twilio;

import io.agentlocator.testbed.twilio.media.Clips;
import io.agentlocator.testbed.twilio.webhook.Courier;
import io.agentlocator.testbed.twilio.webhook.WebhookAttempt;
import io.vertx.core.Future;
import java.util.Map;

/** The file that a Play verb fetched. */
sealed interface PlayedFile {
    record Sound(byte[] mulaw) implements PlayedFile {}

    record Unusable(int code, String why) implements PlayedFile {}

    static Future<PlayedFile> fetch(SimulatedCall call, Clips clips, String url) {
        Courier.Errand errand = new Courier.Errand(WebhookAttempt.Purpose.PLAY, "GET", url, Map.of(), false);
        return call.send(errand).compose(outcome -> switch (outcome) {
            case Courier.Outcome.Failed failed -> unusable(11200, "Play cannot be fetched: " + failed.why());
            case Courier.Outcome.Answered answered
            when !answered.ok() -> unusable(11200, "Play answered " + answered.status());
            case Courier.Outcome.Answered answered
            when !answered.contentType().startsWith("audio/") ->
                unusable(12300, "Invalid Content-Type for Play: " + answered.contentType());
            case Courier.Outcome.Answered answered ->
                clips.clip(answered.body(), answered.contentType())
                        .map(clip -> (PlayedFile) new Sound(clip.mulaw()))
                        .otherwise(e -> new Unusable(11200, "Play holds no sound: " + e.getMessage()));
        });
    }

    private static Future<PlayedFile> unusable(int code, String why) {
        return Future.succeededFuture(new Unusable(code, why));
    }
}

package io.agentlocator.gateway.twilio;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The webhooks, and the fallback answer of each. */
enum WebhookRoute {
    INCOMING_CALL("/webhook/incoming_call", Fallback.ASK_FOR_MESSAGE),
    STREAM_ENDED("/webhook/stream_ended", Fallback.ASK_FOR_MESSAGE),
    TRANSFER_ENDED("/webhook/transfer_ended", Fallback.ASK_FOR_MESSAGE),
    /** The action of a recorded message, so its fallback does not ask for a message again. */
    HANDLE_RECORDING("/webhook/handle_recording", Fallback.THANK),
    RECORDING_STATUS("/webhook/recording_status", Fallback.NO_CONTENT),
    CALL_STATUS("/webhook/call_status", Fallback.NO_CONTENT),
    STREAM_STATUS("/webhook/stream_status", Fallback.NO_CONTENT),
    WHATSAPP_MESSAGE("/webhook/whatsapp/twilio", Fallback.NO_CONTENT),
    WHATSAPP_STATUS("/webhook/whatsapp/status", Fallback.NO_CONTENT);

    enum Fallback {
        ASK_FOR_MESSAGE,
        THANK,
        NO_CONTENT
    }

    private final String path;
    private final Fallback fallback;

    WebhookRoute(String path, Fallback fallback) {
        this.path = path;
        this.fallback = fallback;
    }

    String path() {
        return path;
    }

    Fallback fallback() {
        return fallback;
    }

    /** A slash at the end is ignored. */
    static Optional<WebhookRoute> at(@Nullable String path) {
        if (path == null) {
            return Optional.empty();
        }
        String bare = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return Arrays.stream(values()).filter(route -> route.path.equals(bare)).findFirst();
    }
}

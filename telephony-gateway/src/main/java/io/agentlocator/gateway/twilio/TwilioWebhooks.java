package io.agentlocator.gateway.twilio;

import io.agentlocator.gateway.CallPublisher;
import io.agentlocator.gateway.CallStates;
import io.agentlocator.gateway.MessagePublisher;
import io.agentlocator.shell.UntrustedText;
import io.agentlocator.twilio.PublicUrl;
import io.agentlocator.twilio.StreamToken;
import io.agentlocator.twilio.TwilioSignature;
import io.agentlocator.twilio.TwimlDocuments;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * Verifies the signatures of webhooks and answers them. Does not block and never throws: a failure inside is logged and
 * answered with the route's fallback. Safe for all threads.
 */
public final class TwilioWebhooks {

    private static final Logger LOG = Logger.getLogger(TwilioWebhooks.class);

    private static final String PREVIEW = "preview";

    /**
     * @param publicUrl empty where it is not configured; then the address of the request is used
     * @param streamStatus whether Twilio reports the status of streams
     */
    public record Settings(
            Optional<PublicUrl> publicUrl,
            Optional<TwilioSignature> signature,
            Optional<StreamToken> tokens,
            Duration greeting,
            boolean streamStatus) {

        Optional<PublicUrl> address(WebhookRequest request) {
            return publicUrl.or(request::address);
        }

        TwimlDocuments documents(WebhookRequest request) {
            return documents(
                    address(request).orElseThrow(() -> new IllegalStateException("the public address is not known")));
        }

        TwimlDocuments documents(PublicUrl url) {
            return new TwimlDocuments(url, streamStatus);
        }
    }

    private final Settings settings;
    private final InstantSource clock;
    private final CallWebhooks calls;
    private final MessageWebhooks messages;
    private final BooleanSupplier strangersLogged;
    private final StreamReports streams = new StreamReports();

    /**
     * @param nanos a monotonic clock
     * @param strangersLogged whether one more line that a stranger causes is logged; called for each line
     */
    public TwilioWebhooks(
            Settings settings,
            CallStates states,
            CallPublisher callPublisher,
            MessagePublisher messagePublisher,
            InstantSource clock,
            LongSupplier nanos,
            BooleanSupplier strangersLogged) {
        this.strangersLogged = strangersLogged;
        this.settings = settings;
        this.clock = clock;
        this.calls = new CallWebhooks(settings, states, callPublisher, clock, nanos);
        this.messages = new MessageWebhooks(messagePublisher);
    }

    /** Loads the classes that write XML and verify signatures. Publishes nothing. */
    public void warmUp() {
        var documents = settings.documents(settings.publicUrl().orElseGet(() -> PublicUrl.parse("localhost")));
        documents.answer(PREVIEW, PREVIEW);
        documents.recordMessage();
        settings.signature().ifPresent(signature -> signature.verify(PREVIEW, Map.of(), PREVIEW));
        settings.tokens().ifPresent(tokens -> tokens.mint(PREVIEW, clock.instant(), Duration.ZERO));
    }

    WebhookAnswer answer(WebhookRoute route, WebhookRequest request) {
        try {
            if (route == WebhookRoute.INCOMING_CALL
                    && request.get()
                    && request.header(TwilioSignature.HEADER) == null) {
                return preview(request);
            }
            Optional<Form> form = request.form();
            if (form.isEmpty() || !signed(request, form.get())) {
                return WebhookAnswer.FORBIDDEN;
            }
            return switch (route) {
                case INCOMING_CALL, STREAM_ENDED, TRANSFER_ENDED, HANDLE_RECORDING, RECORDING_STATUS, CALL_STATUS ->
                    calls.answer(route, request, form.get()).orElseGet(() -> {
                        LOG.warnf("webhook names no call path=%s", route.path());
                        return fallback(route, request);
                    });
                case STREAM_STATUS -> streams.note(form.get());
                case WHATSAPP_MESSAGE -> messages.received(form.get());
                case WHATSAPP_STATUS -> messages.statusChanged(form.get());
            };
        } catch (RuntimeException e) {
            LOG.errorf(e, "webhook failed, fallback answered path=%s", route.path());
            return fallback(route, request);
        }
    }

    /** The document that a new call would get. It creates no call, publishes nothing, and its token opens no stream. */
    private WebhookAnswer preview(WebhookRequest request) {
        return WebhookAnswer.twiml(settings.documents(request).answer(PREVIEW, PREVIEW));
    }

    private boolean signed(WebhookRequest request, Form form) {
        String path = request.rawUri().replaceFirst("\\?.*$", "");
        if (settings.signature().isEmpty()) {
            if (strangersLogged.getAsBoolean()) {
                LOG.errorf(
                        "webhook refused: TWILIO_AUTH_TOKEN is not set, no signature can be checked path=%s",
                        UntrustedText.inLog(path));
            }
            return false;
        }
        String given = request.header(TwilioSignature.HEADER);
        Optional<PublicUrl> address = settings.address(request);
        // Parameters in the query are signed as a part of the URL.
        Map<String, List<String>> besideTheUrl = request.get() ? Map.of() : form.parameters();
        boolean signed = address.isPresent()
                && settings.signature().get().verify(address.get().base() + request.rawUri(), besideTheUrl, given);
        if (!signed && strangersLogged.getAsBoolean()) {
            LOG.warnf(
                    "webhook refused: %s path=%s call_sid=%s checked_over=%s",
                    given == null ? "it is not signed" : "its signature is wrong",
                    UntrustedText.inLog(path),
                    WebhookParameters.callSid(form).orElse("-"),
                    UntrustedText.inLog(address.map(PublicUrl::base).orElse("-")));
        }
        return signed;
    }

    /** The answer when anything else failed. It needs the public address only, and without one it is a fixed document. */
    WebhookAnswer fallback(WebhookRoute route, WebhookRequest request) {
        if (route.fallback() == WebhookRoute.Fallback.NO_CONTENT) {
            return WebhookAnswer.NO_CONTENT;
        }
        boolean ask = route.fallback() == WebhookRoute.Fallback.ASK_FOR_MESSAGE;
        try {
            TwimlDocuments documents = settings.documents(request);
            return WebhookAnswer.twiml(ask ? documents.recordMessage() : documents.thanks());
        } catch (RuntimeException e) {
            LOG.error("fallback without an address", e);
            return LastResort.answer(ask);
        }
    }
}

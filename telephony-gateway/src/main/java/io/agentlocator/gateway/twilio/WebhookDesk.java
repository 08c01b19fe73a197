package io.agentlocator.gateway.twilio;

import io.agentlocator.gateway.CallAnnouncements;
import io.agentlocator.gateway.CallBook;
import io.agentlocator.gateway.MessageAnnouncements;
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
 * Answers the webhooks: is it Twilio who asks, and who here has the answer. Waits for nothing and nobody, and never
 * fails: what goes wrong inside is logged and answered with the route's fallback. Safe for use by many threads.
 */
public final class WebhookDesk {

    private static final Logger LOG = Logger.getLogger(WebhookDesk.class);

    private static final String PREVIEW = "preview";

    /**
     * @param publicUrl empty where it is not configured; then the request itself tells the address
     * @param streamStatus whether Twilio is asked to report on its streams
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
     * @param strangersLogged whether one more line that a stranger causes is to be logged; asked for each
     */
    public WebhookDesk(
            Settings settings,
            CallBook book,
            CallAnnouncements callAnnouncements,
            MessageAnnouncements messageAnnouncements,
            InstantSource clock,
            LongSupplier nanos,
            BooleanSupplier strangersLogged) {
        this.strangersLogged = strangersLogged;
        this.settings = settings;
        this.clock = clock;
        this.calls = new CallWebhooks(settings, book, callAnnouncements, clock, nanos);
        this.messages = new MessageWebhooks(messageAnnouncements);
    }

    /** Loads what writes XML and checks signatures. Tells nothing. */
    public void warmUp() {
        var documents = settings.documents(settings.publicUrl().orElseGet(() -> PublicUrl.parse("localhost")));
        documents.answer(PREVIEW, PREVIEW);
        documents.recordMessage();
        settings.signature().ifPresent(signature -> signature.verify(PREVIEW, Map.of(), PREVIEW));
        settings.tokens().ifPresent(tokens -> tokens.mint(PREVIEW, clock.instant(), Duration.ZERO));
    }

    WebhookAnswer answer(Route route, WebhookRequest request) {
        try {
            if (route == Route.INCOMING_CALL && request.get() && request.header(TwilioSignature.HEADER) == null) {
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

    /** What a new call would be answered with. Makes no call, tells nothing, and its token opens nothing. */
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
        // What stands in the URL is signed as a part of it.
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

    /** The answer that needs nothing but an address, and if need be not even that. */
    WebhookAnswer fallback(Route route, WebhookRequest request) {
        if (route.fallback() == Route.Fallback.NO_CONTENT) {
            return WebhookAnswer.NO_CONTENT;
        }
        boolean ask = route.fallback() == Route.Fallback.ASK_FOR_MESSAGE;
        try {
            TwimlDocuments documents = settings.documents(request);
            return WebhookAnswer.twiml(ask ? documents.recordMessage() : documents.thanks());
        } catch (RuntimeException e) {
            LOG.error("fallback without an address", e);
            return LastResort.answer(ask);
        }
    }
}

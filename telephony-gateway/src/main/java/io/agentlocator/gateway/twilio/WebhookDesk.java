package io.agentlocator.gateway.twilio;

import io.agentlocator.events.Call;
import io.agentlocator.gateway.CallAnnouncements;
import io.agentlocator.gateway.CallBook;
import io.agentlocator.gateway.CallDesk;
import io.agentlocator.gateway.Script;
import io.agentlocator.gateway.Webhook;
import io.agentlocator.twilio.PublicUrl;
import io.agentlocator.twilio.StreamToken;
import io.agentlocator.twilio.TwilioSignature;
import io.agentlocator.twilio.TwimlDocuments;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * Answers the webhooks: is it Twilio who asks, what does it ask, what is it told. Waits for nothing and nobody, and
 * never fails: what goes wrong inside is logged and answered with the route's fallback. Safe for use by many threads.
 */
public final class WebhookDesk {

    private static final Logger LOG = Logger.getLogger(WebhookDesk.class);

    private static final int MOST_ANSWERS = 20_000;

    /** Twilio marks a webhook that it sends again; while it does not, only an exact copy soon after is taken for one. */
    private static final Duration COPY_COMES_WITHIN = Duration.ofSeconds(3);

    /** Half of what a token outlives the greeting: a copy's stream still has the other half to start in. */
    private static final Duration RETRY_COMES_WITHIN = StreamToken.AFTER_GREETING.dividedBy(2);

    private static final String IDEMPOTENCY_HEADER = "I-Twilio-Idempotency-Token";
    private static final String PREVIEW = "preview";

    /** @param publicUrl empty where it is not configured; then the request itself tells the address */
    public record Settings(
            Optional<PublicUrl> publicUrl,
            Optional<TwilioSignature> signature,
            Optional<StreamToken> tokens,
            Duration greeting) {}

    private final Settings settings;
    private final CallBook book;
    private final CallAnnouncements announcements;
    private final InstantSource clock;
    private final RepeatedAnswers answers;

    /** @param nanos a monotonic clock */
    public WebhookDesk(
            Settings settings,
            CallBook book,
            CallAnnouncements announcements,
            InstantSource clock,
            LongSupplier nanos) {
        this.settings = settings;
        this.book = book;
        this.announcements = announcements;
        this.clock = clock;
        this.answers = new RepeatedAnswers(MOST_ANSWERS, nanos);
    }

    /** Loads what writes XML and checks signatures. Tells nothing. */
    public void warmUp() {
        var documents = new TwimlDocuments(settings.publicUrl().orElseGet(() -> PublicUrl.parse("localhost")));
        documents.answer(PREVIEW, PREVIEW);
        documents.recordMessage();
        settings.signature().ifPresent(signature -> signature.verify(PREVIEW, Map.of(), PREVIEW));
        settings.tokens().ifPresent(tokens -> tokens.mint(PREVIEW, clock.instant(), Duration.ZERO));
    }

    /** What a new call would be answered with. Makes no call, tells nothing, and its token opens nothing. */
    WebhookAnswer preview(WebhookRequest request) {
        try {
            return WebhookAnswer.twiml(documents(request).answer(PREVIEW, PREVIEW));
        } catch (RuntimeException e) {
            LOG.error("preview failed", e);
            return fallback(Route.INCOMING_CALL, request);
        }
    }

    WebhookAnswer answer(Route route, WebhookRequest request) {
        try {
            Optional<Form> form = Form.parse(request.body());
            if (form.isEmpty() || !signed(request, form.get())) {
                return WebhookAnswer.FORBIDDEN;
            }
            Optional<Webhook> webhook = WebhookParameters.read(
                    route, form.get(), settings.greeting().toMillis());
            if (webhook.isEmpty()) {
                LOG.warnf("webhook names no call path=%s", route.path());
                return fallback(route, request);
            }
            return answer(route, request, webhook.get());
        } catch (RuntimeException e) {
            LOG.errorf(e, "webhook failed, fallback answered path=%s", route.path());
            return fallback(route, request);
        }
    }

    private WebhookAnswer answer(Route route, WebhookRequest request, Webhook webhook) {
        return switch (route) {
            case INCOMING_CALL ->
                // The copy must hold the same token.
                WebhookAnswer.twiml(answers.answer(
                        "incoming " + webhook.callSid(), RETRY_COMES_WITHIN, () -> document(request, webhook)));
            case STREAM_ENDED -> {
                String retry = request.header(IDEMPOTENCY_HEADER);
                yield WebhookAnswer.twiml(
                        retry == null
                                ? answers.answer(
                                        "left " + webhook.callSid() + " " + Arrays.hashCode(request.body()),
                                        COPY_COMES_WITHIN,
                                        () -> document(request, webhook))
                                : answers.answer(
                                        "left " + webhook.callSid() + " " + retry,
                                        RETRY_COMES_WITHIN,
                                        () -> document(request, webhook)));
            }
            case TRANSFER_ENDED, HANDLE_RECORDING -> WebhookAnswer.twiml(document(request, webhook));
            case RECORDING_STATUS, CALL_STATUS -> {
                decide(webhook);
                yield WebhookAnswer.NO_CONTENT;
            }
        };
    }

    private String document(WebhookRequest request, Webhook webhook) {
        TwimlDocuments documents = documents(request);
        // Minted before anything is told: a call that cannot be answered is not announced as answered.
        String token = webhook instanceof Webhook.Incoming ? token(webhook.callSid()) : "";
        return switch (decide(webhook)) {
            case Script.Transfer transfer -> documents.transfer(transfer.to());
            case Script.Plain.ANSWER -> documents.answer(webhook.callSid(), token);
            case Script.Plain.ASK_FOR_MESSAGE -> documents.recordMessage();
            case Script.Plain.THANK_AND_HANG_UP -> documents.thanks();
            case Script.Plain.HANG_UP -> documents.hangUp();
            case Script.Plain.NOTHING -> documents.empty();
        };
    }

    private Script decide(Webhook webhook) {
        CallDesk.Decision decision = book.decide(webhook);
        for (Call event : decision.events()) {
            LOG.infof("told call_sid=%s event=%s", event.callSid(), event);
            try {
                announcements.announce(event);
            } catch (RuntimeException e) {
                // The caller is answered all the same.
                LOG.errorf(e, "event not announced call_sid=%s", event.callSid());
            }
        }
        return decision.script();
    }

    private String token(String callSid) {
        StreamToken tokens =
                settings.tokens().orElseThrow(() -> new IllegalStateException("no key for stream tokens is set"));
        return tokens.mint(callSid, clock.instant(), settings.greeting().plus(StreamToken.AFTER_GREETING));
    }

    private boolean signed(WebhookRequest request, Form form) {
        String path = request.rawUri().replaceFirst("\\?.*$", "");
        if (settings.signature().isEmpty()) {
            LOG.errorf("webhook refused: TWILIO_AUTH_TOKEN is not set, no signature can be checked path=%s", path);
            return false;
        }
        String given = request.header(TwilioSignature.HEADER);
        Optional<PublicUrl> address = address(request);
        boolean signed = address.isPresent()
                && settings.signature().get().verify(address.get().base() + request.rawUri(), form.parameters(), given);
        if (!signed) {
            LOG.warnf(
                    "webhook refused: %s path=%s call_sid=%s checked_over=%s",
                    given == null ? "it is not signed" : "its signature is wrong",
                    path,
                    WebhookParameters.callSid(form).orElse("-"),
                    address.map(PublicUrl::base).orElse("-"));
        }
        return signed;
    }

    private Optional<PublicUrl> address(WebhookRequest request) {
        return settings.publicUrl().or(request::address);
    }

    private TwimlDocuments documents(WebhookRequest request) {
        return new TwimlDocuments(
                address(request).orElseThrow(() -> new IllegalStateException("the public address is not known")));
    }

    /** The answer that needs nothing but an address, and if need be not even that. */
    WebhookAnswer fallback(Route route, WebhookRequest request) {
        if (route.fallback() == Route.Fallback.NO_CONTENT) {
            return WebhookAnswer.NO_CONTENT;
        }
        boolean ask = route.fallback() == Route.Fallback.ASK_FOR_MESSAGE;
        try {
            TwimlDocuments documents = documents(request);
            return WebhookAnswer.twiml(ask ? documents.recordMessage() : documents.thanks());
        } catch (RuntimeException e) {
            LOG.error("fallback without an address", e);
            return LastResort.answer(ask);
        }
    }
}

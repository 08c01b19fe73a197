package io.agentlocator.gateway.twilio;

import io.agentlocator.events.Call;
import io.agentlocator.gateway.CallAnnouncements;
import io.agentlocator.gateway.CallBook;
import io.agentlocator.gateway.CallDesk;
import io.agentlocator.gateway.CallState;
import io.agentlocator.gateway.Script;
import io.agentlocator.gateway.Webhook;
import io.agentlocator.twilio.StreamToken;
import io.agentlocator.twilio.TwimlDocuments;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/** What a call asks, once it is known that Twilio asks it. A copy of a webhook is answered like the first. */
final class CallWebhooks {

    private static final Logger LOG = Logger.getLogger(CallWebhooks.class);

    private static final int MOST_ANSWERS = 20_000;

    /** Twilio marks a webhook that it sends again; while it does not, only an exact copy soon after is taken for one. */
    private static final Duration COPY_COMES_WITHIN = Duration.ofSeconds(3);

    /** Half of what a token outlives the greeting: a copy's stream still has the other half to start in. */
    private static final Duration RETRY_COMES_WITHIN = StreamToken.AFTER_GREETING.dividedBy(2);

    private static final String IDEMPOTENCY_HEADER = "I-Twilio-Idempotency-Token";

    private final WebhookDesk.Settings settings;
    private final CallBook book;
    private final CallAnnouncements announcements;
    private final InstantSource clock;
    private final RepeatedAnswers answers;

    CallWebhooks(
            WebhookDesk.Settings settings,
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

    /** @return empty where the webhook names no call */
    Optional<WebhookAnswer> answer(Route route, WebhookRequest request, Form form) {
        String turn = request.queryParameter(TwimlDocuments.TURN_PARAMETER);
        int afterTurn = turn != null && turn.matches("\\d{1,9}") ? Integer.parseInt(turn) : 0;
        return WebhookParameters.read(
                        route, form, afterTurn, settings.greeting().toMillis())
                .map(webhook -> answer(request, webhook));
    }

    private WebhookAnswer answer(WebhookRequest request, Webhook webhook) {
        return switch (webhook) {
            case Webhook.Incoming incoming ->
                // The copy must hold the same token, unless no token may be given any more.
                mayOpen(webhook.callSid())
                        ? WebhookAnswer.twiml(answers.answer(
                                "incoming " + webhook.callSid(),
                                RETRY_COMES_WITHIN,
                                () -> answer(request, webhook, true)))
                        : WebhookAnswer.twiml(answer(request, webhook, true).document());
            case Webhook.StreamLeft left -> {
                String retry = request.header(IDEMPOTENCY_HEADER);
                String which = webhook.callSid() + " " + left.afterTurn() + " ";
                yield WebhookAnswer.twiml(
                        retry == null
                                ? answers.answer(
                                        "left " + which + Arrays.hashCode(request.body()),
                                        COPY_COMES_WITHIN,
                                        // What looks like a copy of it may be that the new stream was refused.
                                        () -> answer(request, webhook, false))
                                : answers.answer(
                                        "left again " + which + retry,
                                        RETRY_COMES_WITHIN,
                                        () -> answer(request, webhook, true)));
            }
            case Webhook.TransferLeft transfer ->
                WebhookAnswer.twiml(answer(request, webhook, true).document());
            case Webhook.Recorded recorded ->
                WebhookAnswer.twiml(answer(request, webhook, true).document());
            case Webhook.RecordingReady ready -> noContent(webhook);
            case Webhook.StatusChanged changed -> noContent(webhook);
        };
    }

    /** Whether the call may still be given its first stream. */
    private boolean mayOpen(String callSid) {
        CallState state = book.state(callSid);
        return !state.is(CallState.Fact.ENDED) && state.stream() == null;
    }

    private WebhookAnswer noContent(Webhook webhook) {
        decide(webhook);
        return WebhookAnswer.NO_CONTENT;
    }

    /** @param again whether a copy of the webhook may be told once more to open a stream in place of another */
    private RepeatedAnswers.Answer answer(WebhookRequest request, Webhook webhook, boolean again) {
        TwimlDocuments documents = settings.documents(request);
        String callSid = webhook.callSid();
        // Minted before anything is told: a call that cannot be answered is not announced as answered.
        boolean opens = webhook instanceof Webhook.Incoming && mayOpen(callSid);
        String token = opens ? token(callSid, settings.greeting()) : "";
        Script script = decide(webhook);
        String document = switch (script) {
            case Script.Transfer transfer -> documents.transfer(transfer.to());
            case Script.Reply reply ->
                documents.reply(
                        callSid,
                        reply.clip().turn(),
                        token(callSid, Duration.ofMillis(reply.clip().durationMs())));
            case Script.Reconnect reconnect ->
                documents.reconnect(callSid, reconnect.afterTurn(), token(callSid, Duration.ZERO));
            // Between the two looks the call may have begun or ended.
            case Script.Plain.ANSWER -> opens ? documents.answer(callSid, token) : documents.empty();
            case Script.Plain.ASK_FOR_MESSAGE -> documents.recordMessage();
            case Script.Plain.TAKE_MESSAGE -> documents.takeMessage();
            case Script.Plain.THANK_AND_HANG_UP -> documents.thanks();
            case Script.Plain.HANG_UP -> documents.hangUp();
            case Script.Plain.NOTHING -> documents.empty();
        };
        return new RepeatedAnswers.Answer(document, again || !(script instanceof Script.Reconnect));
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

    /** @param before how long the caller listens before the stream opens */
    private String token(String callSid, Duration before) {
        StreamToken tokens =
                settings.tokens().orElseThrow(() -> new IllegalStateException("no key for stream tokens is set"));
        return tokens.mint(callSid, clock.instant(), before.plus(StreamToken.AFTER_GREETING));
    }
}

package io.agentlocator.gateway.twilio;

import io.agentlocator.events.Call;
import io.agentlocator.gateway.CallPublisher;
import io.agentlocator.gateway.CallState;
import io.agentlocator.gateway.CallStates;
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

/** Answers the webhooks of calls, after their signature was verified. A copy of a webhook gets the answer of the first. */
final class CallWebhooks {

    private static final Logger LOG = Logger.getLogger(CallWebhooks.class);

    private static final int MOST_ANSWERS = 20_000;

    /** Twilio marks a webhook that it sends again. Without the mark, only an exact copy within this time counts as one. */
    private static final Duration COPY_COMES_WITHIN = Duration.ofSeconds(3);

    /** Half of the time that a token is valid after the greeting: the stream of a copy still has the other half to start. */
    private static final Duration RETRY_COMES_WITHIN = StreamToken.AFTER_GREETING.dividedBy(2);

    private static final String IDEMPOTENCY_HEADER = "I-Twilio-Idempotency-Token";

    private final TwilioWebhooks.Settings settings;
    private final CallStates states;
    private final CallPublisher publisher;
    private final InstantSource clock;
    private final RepeatedAnswers answers;

    CallWebhooks(
            TwilioWebhooks.Settings settings,
            CallStates states,
            CallPublisher publisher,
            InstantSource clock,
            LongSupplier nanos) {
        this.settings = settings;
        this.states = states;
        this.publisher = publisher;
        this.clock = clock;
        this.answers = new RepeatedAnswers(MOST_ANSWERS, nanos);
    }

    /** @return empty where the webhook names no call */
    Optional<WebhookAnswer> answer(WebhookRoute route, WebhookRequest request, Form form) {
        String turn = request.queryParameter(TwimlDocuments.TURN_PARAMETER);
        int afterTurn = turn != null && turn.matches("\\d{1,9}") ? Integer.parseInt(turn) : 0;
        return WebhookParameters.read(
                        route, form, afterTurn, settings.greeting().toMillis())
                .map(webhook -> answer(request, webhook));
    }

    private WebhookAnswer answer(WebhookRequest request, Webhook webhook) {
        return switch (webhook) {
            case Webhook.Incoming incoming ->
                // The copy must contain the same token, unless the call gets no token any more.
                mayOpen(webhook.callSid())
                        ? WebhookAnswer.twiml(answers.answer(
                                "incoming " + webhook.callSid(),
                                RETRY_COMES_WITHIN,
                                () -> answer(request, webhook, true)))
                        : WebhookAnswer.twiml(answer(request, webhook, true).twiml());
            case Webhook.StreamLeft left -> {
                String retry = request.header(IDEMPOTENCY_HEADER);
                String which = webhook.callSid() + " " + left.afterTurn() + " ";
                yield WebhookAnswer.twiml(
                        retry == null
                                ? answers.answer(
                                        "left " + which + Arrays.hashCode(request.body()),
                                        COPY_COMES_WITHIN,
                                        // A second webhook like this one may mean that the new stream was refused.
                                        () -> answer(request, webhook, false))
                                : answers.answer(
                                        "left again " + which + retry,
                                        RETRY_COMES_WITHIN,
                                        () -> answer(request, webhook, true)));
            }
            case Webhook.TransferLeft transfer ->
                WebhookAnswer.twiml(answer(request, webhook, true).twiml());
            case Webhook.Recorded recorded ->
                WebhookAnswer.twiml(answer(request, webhook, true).twiml());
            case Webhook.RecordingReady ready -> noContent(webhook);
            case Webhook.StatusChanged changed -> noContent(webhook);
        };
    }

    /** Whether the call may still get its first stream. */
    private boolean mayOpen(String callSid) {
        CallState state = states.state(callSid);
        return !state.is(CallState.Fact.ENDED) && state.stream() == null;
    }

    private WebhookAnswer noContent(Webhook webhook) {
        decide(webhook);
        return WebhookAnswer.NO_CONTENT;
    }

    /** @param again whether a copy of the webhook may get a document that opens another stream */
    private RepeatedAnswers.Document answer(WebhookRequest request, Webhook webhook, boolean again) {
        TwimlDocuments documents = settings.documents(request);
        String callSid = webhook.callSid();
        // Minted before anything is published: a call that cannot be answered is not published as received.
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
            // The call may have started or ended since the first check.
            case Script.Plain.ANSWER -> opens ? documents.answer(callSid, token) : documents.empty();
            case Script.Plain.ASK_FOR_MESSAGE -> documents.recordMessage();
            case Script.Plain.TAKE_MESSAGE -> documents.takeMessage();
            case Script.Plain.THANK_AND_HANG_UP -> documents.thanks();
            case Script.Plain.HANG_UP -> documents.hangUp();
            case Script.Plain.NOTHING -> documents.empty();
        };
        return new RepeatedAnswers.Document(document, again || !(script instanceof Script.Reconnect));
    }

    private Script decide(Webhook webhook) {
        CallState.Decision decision = states.decide(webhook);
        for (Call event : decision.events()) {
            LOG.infof("published call_sid=%s event=%s", event.callSid(), event);
            try {
                publisher.publish(event);
            } catch (RuntimeException e) {
                // The caller gets the answer all the same.
                LOG.errorf(e, "event not published call_sid=%s", event.callSid());
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

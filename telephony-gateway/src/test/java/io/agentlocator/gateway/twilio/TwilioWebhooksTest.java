package io.agentlocator.gateway.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentlocator.events.Call;
import io.agentlocator.events.Call.Continuation;
import io.agentlocator.events.CallAlert;
import io.agentlocator.events.MediaEvent;
import io.agentlocator.events.Message;
import io.agentlocator.events.Reply;
import io.agentlocator.gateway.CallPublisher;
import io.agentlocator.gateway.CallStates;
import io.agentlocator.gateway.ConversationId;
import io.agentlocator.gateway.EndedCalls;
import io.agentlocator.twilio.PublicUrl;
import io.agentlocator.twilio.StreamToken;
import io.agentlocator.twilio.TwilioSignature;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TwilioWebhooksTest {

    private static final String CALL = "CA0123456789abcdef0123456789abcdef";
    private static final String AUTH_TOKEN = "12345";
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Duration GREETING = Duration.ofMillis(5810);
    private static final TwilioSignature SIGNATURE = new TwilioSignature(AUTH_TOKEN);
    private static final StreamToken TOKENS =
            StreamToken.keyed(null, AUTH_TOKEN).orElseThrow();
    private static final Optional<PublicUrl> ADDRESS = Optional.of(PublicUrl.parse("voice.example.com"));
    private static final String BASE = "https://voice.example.com";
    private static final String RECORDING =
            "https://api.twilio.com/2010-04-01/Accounts/AC1/Recordings/RE0123456789abcdef0123456789abcdef";
    private static final String RECORDING_SID = "RE0123456789abcdef0123456789abcdef";

    private final List<Call> published = new ArrayList<>();
    private final List<Message> written = new ArrayList<>();
    private final AtomicLong nanos = new AtomicLong();
    private final EndedCalls ended = new EndedCalls(1024);
    private final CallStates states = new CallStates(100, Duration.ofMinutes(30), ended, nanos::get);
    private final TwilioWebhooks webhooks = webhooks(published::add, ADDRESS, Optional.of(SIGNATURE));

    @Test
    void answersACallWithTheGreetingThenTheStream() {
        WebhookAnswer answer = post(WebhookRoute.INCOMING_CALL, incoming());
        assertThat(answer.status()).isEqualTo(200);
        String token = tokenIn(answer);
        assertThat(answer.twiml())
                .isEqualTo("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response><Play>" + BASE
                        + "/static/tts/greeting_he.mp3</Play><Connect action=\"/webhook/stream_ended\">"
                        + "<Stream url=\"wss://voice.example.com/ws/twilio-media\"><Parameter name=\"call_sid\" value=\""
                        + CALL + "\"/><Parameter name=\"token\" value=\"" + token
                        + "\"/></Stream></Connect></Response>");
        assertThat(published)
                .containsExactly(
                        new Call.Received(CALL, "+972525381648", "+97237000000", Call.Direction.INBOUND, 5810));
    }

    @Test
    void theTokenOutlivesTheGreetingByAMinute() {
        String token = tokenIn(post(WebhookRoute.INCOMING_CALL, incoming()));
        assertThat(TOKENS.verify(token, CALL, NOW))
                .isInstanceOfSatisfying(
                        StreamToken.Genuine.class,
                        genuine -> assertThat(genuine.expires())
                                .isEqualTo(NOW.plus(GREETING).plusSeconds(60)));
    }

    @Test
    void aCallThatIsAskedAboutTwiceGetsTheSameDocumentAndIsPublishedOnce() {
        WebhookAnswer first = post(WebhookRoute.INCOMING_CALL, incoming());
        nanos.addAndGet(Duration.ofSeconds(20).toNanos());
        assertThat(post(WebhookRoute.INCOMING_CALL, incoming())).isEqualTo(first);
        nanos.addAndGet(Duration.ofSeconds(20).toNanos());
        assertThat(tokenIn(post(WebhookRoute.INCOMING_CALL, incoming()))).isNotEqualTo(tokenIn(first));
        assertThat(published).hasSize(1);
    }

    @Test
    void callersWithoutANumberAreCallersToo() {
        post(WebhookRoute.INCOMING_CALL, Map.of("CallSid", CALL));
        post(WebhookRoute.INCOMING_CALL, Map.of("CallSid", "CA2", "From", "anonymous", "Direction", "outbound-api"));
        assertThat(published)
                .containsExactly(
                        new Call.Received(CALL, "unknown", "unknown", Call.Direction.INBOUND, 5810),
                        new Call.Received("CA2", "anonymous", "unknown", Call.Direction.OUTBOUND, 5810));
    }

    @ParameterizedTest
    @EnumSource(WebhookRoute.class)
    void whatTwilioDidNotSignIsRefusedAndPublishesNothing(WebhookRoute route) {
        for (String signature :
                new String[] {null, "", "bm90IGEgc2lnbmF0dXJl", SIGNATURE.sign(BASE + "/other", Map.of())}) {
            assertThat(webhooks.answer(route, request(route.path(), incoming(), signature, Map.of()))
                            .status())
                    .as("signature %s", signature)
                    .isEqualTo(403);
        }
        assertThat(published).isEmpty();
        assertThat(states.size()).isZero();
    }

    @ParameterizedTest
    @EnumSource(WebhookRoute.class)
    void withoutAKeyNothingIsBelieved(WebhookRoute route) {
        var keyless = webhooks(published::add, ADDRESS, Optional.empty());
        assertThat(keyless.answer(route, signed(route.path(), incoming(), Map.of()))
                        .status())
                .isEqualTo(403);
        assertThat(published).isEmpty();
    }

    @Test
    void theSignatureCoversTheQueryAsItWasSent() {
        String uri = WebhookRoute.CALL_STATUS.path() + "?tenant=%D7%91%D7%A2%D7%B4%D7%9E%2B1";
        assertThat(webhooks.answer(WebhookRoute.CALL_STATUS, signed(uri, incoming(), Map.of()))
                        .status())
                .isEqualTo(204);
    }

    @Test
    void aChangedFormIsRefused() {
        String signature = SIGNATURE.sign(BASE + WebhookRoute.CALL_STATUS.path(), lists(Map.of("CallSid", CALL)));
        assertThat(webhooks.answer(
                                WebhookRoute.CALL_STATUS,
                                request(WebhookRoute.CALL_STATUS.path(), Map.of("CallSid", "CA2"), signature, Map.of()))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void theConfiguredAddressWinsOverForwardedHeaders() {
        var headers = Map.of("X-Forwarded-Host", "evil.example", "X-Forwarded-Proto", "http");
        WebhookAnswer answer = webhooks.answer(
                WebhookRoute.INCOMING_CALL, signed(WebhookRoute.INCOMING_CALL.path(), incoming(), headers));
        assertThat(answer.twiml()).contains(BASE).doesNotContain("evil");
    }

    @Test
    void withoutAConfiguredAddressTheNearestProxyReportsIt() {
        var open = webhooks(published::add, Optional.empty(), Optional.of(SIGNATURE));
        var headers = Map.of(
                "X-Forwarded-Host", "evil.example, tunnel.example.com",
                "X-Forwarded-Proto", "http,https",
                "Host", "10.0.0.7:8080");
        String signature =
                SIGNATURE.sign("https://tunnel.example.com" + WebhookRoute.INCOMING_CALL.path(), lists(incoming()));
        WebhookAnswer answer = open.answer(
                WebhookRoute.INCOMING_CALL, request(WebhookRoute.INCOMING_CALL.path(), incoming(), signature, headers));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.twiml())
                .contains(
                        "<Play>https://tunnel.example.com/static/", "url=\"wss://tunnel.example.com/ws/twilio-media\"");

        String direct = SIGNATURE.sign("http://10.0.0.7:8080" + WebhookRoute.CALL_STATUS.path(), lists(incoming()));
        assertThat(open.answer(
                                WebhookRoute.CALL_STATUS,
                                request(
                                        WebhookRoute.CALL_STATUS.path(),
                                        incoming(),
                                        direct,
                                        Map.of("Host", "10.0.0.7:8080")))
                        .status())
                .isEqualTo(204);
    }

    @Test
    void aPreviewIsTheSameDocumentAndNothingHappens() {
        WebhookAnswer preview =
                webhooks.answer(WebhookRoute.INCOMING_CALL, get(WebhookRoute.INCOMING_CALL.path(), null));
        String answer = post(WebhookRoute.INCOMING_CALL, incoming()).twiml();
        assertThat(preview.status()).isEqualTo(200);
        assertThat(preview.twiml().replaceAll("value=\"[^\"]*\"", "value=\"\""))
                .isEqualTo(answer.replaceAll("value=\"[^\"]*\"", "value=\"\""));
        assertThat(TOKENS.verify(tokenIn(preview), "preview", NOW)).isInstanceOf(StreamToken.Refused.class);
        assertThat(published).as("only the real call is published").hasSize(1);
    }

    @Test
    void aNumberThatAsksByGetIsAnsweredLikeAnyOther() {
        String uri = WebhookRoute.INCOMING_CALL.path() + "?CallSid=" + CALL + "&From=%2B972525381648&To=%2B97237000000";
        WebhookAnswer answer =
                webhooks.answer(WebhookRoute.INCOMING_CALL, get(uri, SIGNATURE.sign(BASE + uri, Map.of())));
        assertThat(TOKENS.verify(tokenIn(answer), CALL, NOW)).isInstanceOf(StreamToken.Genuine.class);
        assertThat(published)
                .containsExactly(
                        new Call.Received(CALL, "+972525381648", "+97237000000", Call.Direction.INBOUND, 5810));
        assertThat(webhooks.answer(WebhookRoute.INCOMING_CALL, get(uri, "AAAA")).status())
                .isEqualTo(403);
        assertThat(webhooks.answer(WebhookRoute.INCOMING_CALL, get(uri, null)).twiml())
                .as("not signed: a preview")
                .contains("value=\"preview\"");

        String ended = WebhookRoute.CALL_STATUS.path() + "?CallSid=" + CALL + "&CallStatus=completed&CallDuration=9";
        assertThat(webhooks.answer(WebhookRoute.CALL_STATUS, get(ended, SIGNATURE.sign(BASE + ended, Map.of()))))
                .isEqualTo(WebhookAnswer.NO_CONTENT);
        assertThat(webhooks.answer(WebhookRoute.CALL_STATUS, get(ended, null)).status())
                .isEqualTo(403);
        assertThat(published).hasSize(2).contains(new Call.Ended(CALL, "completed", 9));
    }

    /** The example of Twilio's documentation, with the ports that Twilio may or may not sign. */
    @ParameterizedTest
    @ValueSource(strings = {"https://example.com", "https://example.com:443", "http://example.com:80"})
    void theSignatureOfTheDocumentationIsRight(String base) {
        var documented = Map.of(
                "CallSid", "CA1234567890ABCDE",
                "Caller", "+14158675310",
                "Digits", "1234",
                "From", "+14158675310",
                "To", "+18005551212");
        assertThat(SIGNATURE.sign("https://example.com/myapp.php?foo=1&bar=2", lists(documented)))
                .isEqualTo("L/OH5YylLD5NRKLltdqwSvS0BnU=");
        String uri = WebhookRoute.CALL_STATUS.path() + "?foo=1&bar=2";
        var there = webhooks(
                published::add, Optional.of(PublicUrl.parse(base.replaceFirst(":\\d+$", ""))), Optional.of(SIGNATURE));
        String signature = SIGNATURE.sign(base + uri, lists(documented));
        assertThat(there.answer(WebhookRoute.CALL_STATUS, request(uri, documented, signature, Map.of())))
                .isEqualTo(WebhookAnswer.NO_CONTENT);
    }

    @Test
    void aStreamThatWasOpenedAfterAClipSaysSo() {
        states.fold(new Call.ReplyPlaying(CALL, 3, 2000));
        String uri = WebhookRoute.STREAM_ENDED.path() + "?turn=2";
        WebhookAnswer answer = webhooks.answer(WebhookRoute.STREAM_ENDED, signed(uri, inProgress(), Map.of()));
        assertThat(answer.twiml())
                .contains(
                        "<Play>" + BASE + "/static/tts/" + CALL + "-3.mp3</Play>",
                        "<Connect action=\"" + BASE + "/webhook/stream_ended?turn=3\">")
                .doesNotContain("<Record");
        assertThat(TOKENS.verify(tokenIn(answer), CALL, NOW)).isInstanceOf(StreamToken.Genuine.class);
        uri = WebhookRoute.STREAM_ENDED.path() + "?turn=3";
        assertThat(webhooks.answer(WebhookRoute.STREAM_ENDED, signed(uri, inProgress(), Map.of()))
                        .twiml())
                .contains("<Record");
        assertThat(published)
                .containsExactly(
                        new Call.StreamEnded(CALL, "in-progress", Continuation.SUPERSEDED),
                        new Call.StreamEnded(CALL, "in-progress", Continuation.RECORD));
    }

    @Test
    void aMessageIsTakenAsTheAgentHasOffered() {
        states.fold(new Reply.TakeMessage(CALL, 3));
        assertThat(post(WebhookRoute.STREAM_ENDED, inProgress()).twiml())
                .contains("<Play>" + BASE + "/static/tts/leave_message_he.mp3</Play><Record action=\"" + BASE)
                .doesNotContain("fallback_he");
        assertThat(published).containsExactly(new Call.StreamEnded(CALL, "in-progress", Continuation.RECORD));
    }

    @Test
    void whatTwilioSaysOfItsStreamsIsOnlyNoted() {
        var form = Map.of(
                "CallSid", CALL,
                "StreamSid", "MZ1",
                "StreamEvent", "stream-error",
                "StreamError", "31920\nforged line");
        assertThat(post(WebhookRoute.STREAM_STATUS, form)).isEqualTo(WebhookAnswer.NO_CONTENT);
        assertThat(published).isEmpty();
        assertThat(states.size()).isZero();
    }

    @Test
    void aWrittenMessageIsPublishedOnce() {
        var form = Map.of(
                "MessageSid", "SM1",
                "From", "whatsapp:+972525381648",
                "To", "whatsapp:+97237000000",
                "Body", "שלום, אני מבע״מ",
                "NumMedia", "2",
                "ProfileName", "דנה");
        assertThat(post(WebhookRoute.WHATSAPP_MESSAGE, form)).isEqualTo(WebhookAnswer.NO_CONTENT);
        assertThat(post(WebhookRoute.WHATSAPP_MESSAGE, form)).isEqualTo(WebhookAnswer.NO_CONTENT);
        String conversation = ConversationId.id("+97237000000", "+972525381648");
        assertThat(written)
                .containsExactly(new Message.Received(
                        conversation, "SM1", "+972525381648", "+97237000000", "שלום, אני מבע״מ", 2, "דנה"));
        post(
                WebhookRoute.WHATSAPP_MESSAGE,
                Map.of("SmsMessageSid", "SM2", "From", "whatsapp:some.name", "To", "whatsapp:+97237000000"));
        assertThat(written)
                .last()
                .isEqualTo(new Message.Received(
                        ConversationId.id("some.name", "+97237000000"),
                        "SM2",
                        "some.name",
                        "+97237000000",
                        "",
                        0,
                        null));
    }

    @Test
    void whatBecomesOfAMessageIsPublishedOncePerStatus() {
        var sent = Map.of(
                "MessageSid", "SM9",
                "From", "whatsapp:+97237000000",
                "To", "whatsapp:+972525381648",
                "MessageStatus", "sent");
        var failed = new HashMap<>(sent);
        failed.put("MessageStatus", "failed");
        failed.put("ErrorCode", "63016");
        for (var form : List.of(failed, sent, failed)) {
            assertThat(post(WebhookRoute.WHATSAPP_STATUS, form)).isEqualTo(WebhookAnswer.NO_CONTENT);
        }
        String conversation = ConversationId.id("+972525381648", "+97237000000");
        assertThat(written)
                .containsExactly(
                        new Message.StatusChanged(conversation, "SM9", "failed", 63016),
                        new Message.StatusChanged(conversation, "SM9", "sent", null));
    }

    @Test
    void aMessageThatCannotBePlacedIsLeftAlone() {
        for (var form : List.of(
                Map.<String, String>of(),
                Map.of("MessageSid", "SM1"),
                Map.of("MessageSid", "<SM>", "From", "a", "To", "b", "MessageStatus", "sent"),
                Map.of("MessageSid", "SM1", "From", "a", "To", "b", "MessageStatus", "se nt"))) {
            assertThat(post(WebhookRoute.WHATSAPP_STATUS, form)).isEqualTo(WebhookAnswer.NO_CONTENT);
        }
        assertThat(written).isEmpty();
    }

    @Test
    void aTextOfAnyLengthIsCutBetweenCharacters() {
        post(
                WebhookRoute.WHATSAPP_MESSAGE,
                Map.of("MessageSid", "SM1", "From", "a", "To", "b", "Body", "x" + "😀".repeat(9000)));
        assertThat(((Message.Received) written.getFirst()).text()).hasSize(7999).endsWith("😀");
    }

    @Test
    void aStreamThatDiesUnderALivingCallAsksForAMessage() {
        WebhookAnswer answer = post(WebhookRoute.STREAM_ENDED, inProgress());
        assertThat(answer.twiml())
                .isEqualTo("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response><Play>" + BASE
                        + "/static/tts/fallback_he.mp3</Play><Record action=\"" + BASE
                        + "/webhook/handle_recording\" maxLength=\"30\" playBeep=\"true\" recordingStatusCallback=\""
                        + BASE + "/webhook/recording_status\" timeout=\"4\" trim=\"trim-silence\"/><Play>" + BASE
                        + "/static/tts/fallback_he.mp3</Play></Response>");
        assertThat(published).containsExactly(new Call.StreamEnded(CALL, "in-progress", Continuation.RECORD));
    }

    @Test
    void aStreamThatIsHandedBackIsOpenedAgainAtOnce() {
        states.fold(new MediaEvent.StreamStopped(CALL, "MZ1", MediaEvent.StopReason.DRAINED, 500, 200));
        String twiml = post(WebhookRoute.STREAM_ENDED, inProgress()).twiml();
        assertThat(twiml)
                .startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response><Connect action=\"" + BASE
                        + "/webhook/stream_ended\"><Stream url=\"wss://")
                .contains("<Parameter name=\"token\" value=\"")
                .doesNotContain("<Play", "<Record");
        assertThat(published).containsExactly(new Call.StreamEnded(CALL, "in-progress", Continuation.RECONNECT));
    }

    /** Without Twilio's token a copy looks like the end of a stream that was refused at once. */
    @Test
    void aStreamIsOpenedAgainOnceOnly() {
        states.fold(new MediaEvent.StreamStopped(CALL, "MZ1", MediaEvent.StopReason.DRAINED, 500, 200));
        post(WebhookRoute.STREAM_ENDED, inProgress());
        assertThat(post(WebhookRoute.STREAM_ENDED, inProgress()).twiml()).contains("<Record");
    }

    @Test
    void aRetryOfTheSameEndGetsTheSameAnswer() {
        states.fold(new MediaEvent.StreamStopped(CALL, "MZ1", MediaEvent.StopReason.DRAINED, 500, 200));
        var retry = Map.of("I-Twilio-Idempotency-Token", "abc");
        WebhookAnswer first = webhooks.answer(
                WebhookRoute.STREAM_ENDED, signed(WebhookRoute.STREAM_ENDED.path(), inProgress(), retry));
        assertThat(first.twiml()).contains("<Stream");
        assertThat(webhooks.answer(
                        WebhookRoute.STREAM_ENDED, signed(WebhookRoute.STREAM_ENDED.path(), inProgress(), retry)))
                .isEqualTo(first);
    }

    @Test
    void theSecondTimeRoundTheCallEnds() {
        post(WebhookRoute.STREAM_ENDED, inProgress());
        nanos.addAndGet(Duration.ofSeconds(10).toNanos());
        assertThat(post(WebhookRoute.STREAM_ENDED, inProgress()).twiml())
                .contains("thanks_he.mp3", "<Hangup/>")
                .doesNotContain("<Record");
        assertThat(published)
                .containsExactly(
                        new Call.StreamEnded(CALL, "in-progress", Continuation.RECORD),
                        new Call.StreamEnded(CALL, "in-progress", Continuation.HANG_UP));
    }

    @Test
    void aRetriedStreamEndGetsTheSameAnswer() {
        var retry = Map.of("I-Twilio-Idempotency-Token", "abc");
        WebhookAnswer first = webhooks.answer(
                WebhookRoute.STREAM_ENDED, signed(WebhookRoute.STREAM_ENDED.path(), inProgress(), retry));
        nanos.addAndGet(Duration.ofSeconds(20).toNanos());
        assertThat(webhooks.answer(
                        WebhookRoute.STREAM_ENDED, signed(WebhookRoute.STREAM_ENDED.path(), inProgress(), retry)))
                .isEqualTo(first);
        assertThat(published).hasSize(1);
        var other = Map.of("I-Twilio-Idempotency-Token", "def");
        assertThat(webhooks.answer(
                                WebhookRoute.STREAM_ENDED,
                                signed(WebhookRoute.STREAM_ENDED.path(), inProgress(), other))
                        .twiml())
                .contains("thanks_he.mp3");
    }

    @Test
    void anExactCopyAtOnceIsTakenForARetry() {
        WebhookAnswer first = post(WebhookRoute.STREAM_ENDED, inProgress());
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(post(WebhookRoute.STREAM_ENDED, inProgress())).isEqualTo(first);
        assertThat(published).hasSize(1);
    }

    @Test
    void theAgentsGoodbyeHangsUp() {
        states.fold(new Reply.HangUp(CALL, 3));
        assertThat(post(WebhookRoute.STREAM_ENDED, inProgress()).twiml()).endsWith("<Response><Hangup/></Response>");
    }

    @Test
    void aCallerWhoWantsAPersonIsPutThrough() {
        states.fold(new Reply.Transfer(CALL, 3, "+97237000001"));
        assertThat(post(WebhookRoute.STREAM_ENDED, inProgress()).twiml())
                .isEqualTo("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response><Dial action=\"" + BASE
                        + "/webhook/transfer_ended\" timeout=\"25\"><Number>+97237000001</Number></Dial></Response>");
        var talked = Map.of("CallSid", CALL, "CallStatus", "in-progress", "DialCallStatus", "completed");
        assertThat(post(WebhookRoute.TRANSFER_ENDED, talked).twiml()).endsWith("<Response><Hangup/></Response>");
        var nobody = Map.of("CallSid", CALL, "CallStatus", "in-progress", "DialCallStatus", "no-answer");
        assertThat(post(WebhookRoute.TRANSFER_ENDED, nobody).twiml()).contains("<Record");
    }

    @Test
    void aRedirectedCallIsLeftAlone() {
        states.fold(new CallAlert.Redirected(CALL, CallAlert.Trouble.STREAM_NEVER_STARTED));
        assertThat(post(WebhookRoute.STREAM_ENDED, inProgress()).twiml()).endsWith("<Response/>");
        assertThat(published).containsExactly(new Call.StreamEnded(CALL, "in-progress", Continuation.SUPERSEDED));
    }

    @Test
    void aRecordingIsThankedForAndToldOnce() {
        var form = Map.of("CallSid", CALL, "RecordingUrl", RECORDING, "RecordingDuration", "7", "Digits", "hangup");
        assertThat(post(WebhookRoute.HANDLE_RECORDING, form).twiml())
                .isEqualTo("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response><Play>" + BASE
                        + "/static/tts/thanks_he.mp3</Play><Hangup/></Response>");
        assertThat(post(WebhookRoute.HANDLE_RECORDING, form).status()).isEqualTo(200);
        assertThat(post(WebhookRoute.RECORDING_STATUS, ready(RECORDING_SID)).status())
                .isEqualTo(204);
        assertThat(published).containsExactly(new Call.RecordingReceived(CALL, RECORDING_SID, RECORDING, 7));
    }

    @Test
    void theStatusOfARecordingMayComeFirst() {
        post(WebhookRoute.RECORDING_STATUS, ready(RECORDING_SID));
        post(
                WebhookRoute.HANDLE_RECORDING,
                Map.of("CallSid", CALL, "RecordingUrl", RECORDING, "RecordingDuration", "7"));
        post(WebhookRoute.RECORDING_STATUS, ready("RE2"));
        assertThat(published)
                .extracting(event -> ((Call.RecordingReceived) event).recordingSid())
                .containsExactly(RECORDING_SID, "RE2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                RECORDING + ".mp3",
                RECORDING + ".json",
                RECORDING + ".mp3.mp3",
                RECORDING + ".wav?RequestedChannels=1",
                "/2010-04-01/Accounts/AC1/Recordings/" + RECORDING_SID + ".json"
            })
    void aRecordingHasOneUrlHoweverItIsWritten(String url) {
        post(WebhookRoute.HANDLE_RECORDING, Map.of("CallSid", CALL, "RecordingUrl", url, "RecordingDuration", "7"));
        assertThat(published).containsExactly(new Call.RecordingReceived(CALL, RECORDING_SID, RECORDING, 7));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://api.twilio.com//evil.example/stolen",
                "//evil.example/2010-04-01/Accounts/AC1/Recordings/RE1",
                "/\\evil.example/2010-04-01/Accounts/AC1/Recordings/RE1",
                "https://api.twilio.com@evil.example/2010-04-01/Accounts/AC1/Recordings/RE1",
                "https://api.twilio.com/2010-04-01/Accounts/AC1/Recordings/../RE1",
                "https://api.twilio.com/2010-04-01/Accounts/AC1/Recordings/%2e%2e",
                "https://api.twilio.com/2010-04-01/Accounts/AC1/Recordings/RE1%2f..",
                "https://api.twilio.com/2010-04-01/Accounts/AC1/Recordings/RE1\u202e",
                "https://api.twilio.com/2010-04-01/Accounts/AC1/Recordings/RE1\nRecordingSid=RE2",
                "https://api.twilio.com/RE1",
                "RE1",
                "http://[::1]/x"
            })
    void aUrlOfAnotherFormIsRefusedAndTheRecordingIsToldByItsSid(String url) {
        var form = Map.of(
                "CallSid",
                CALL,
                "AccountSid",
                "AC1",
                "RecordingSid",
                RECORDING_SID,
                "RecordingUrl",
                url,
                "RecordingStatus",
                "completed",
                "RecordingDuration",
                "7");
        assertThat(post(WebhookRoute.HANDLE_RECORDING, form).twiml()).contains("thanks_he.mp3", "<Hangup/>");
        assertThat(post(WebhookRoute.RECORDING_STATUS, form)).isEqualTo(WebhookAnswer.NO_CONTENT);
        assertThat(published).containsExactly(new Call.RecordingReceived(CALL, RECORDING_SID, RECORDING, 7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"RE1/../RE2", "//evil.example", "RE\u202e1", "XX1", ""})
    void aRecordingWithoutOneValidIdIsThankedForAndNotPublished(String sid) {
        var form = Map.of(
                "CallSid", CALL,
                "AccountSid", "AC1",
                "RecordingSid", sid,
                "RecordingUrl", "https://api.twilio.com//evil.example/stolen",
                "RecordingDuration", "7");
        WebhookAnswer answer = post(WebhookRoute.HANDLE_RECORDING, form);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.twiml()).contains("thanks_he.mp3", "<Hangup/>");
        assertThat(published).isEmpty();
    }

    @Test
    void anEmptyRecordingIsThankedForAndNotPublished() {
        for (var form : List.of(
                Map.of("CallSid", CALL),
                Map.of("CallSid", CALL, "RecordingDuration", "5"),
                Map.of("CallSid", CALL, "RecordingUrl", " ", "RecordingDuration", "5"),
                Map.of("CallSid", CALL, "RecordingUrl", RECORDING, "RecordingDuration", "0"))) {
            assertThat(post(WebhookRoute.HANDLE_RECORDING, form).twiml()).contains("thanks_he.mp3", "<Hangup/>");
        }
        post(
                WebhookRoute.RECORDING_STATUS,
                Map.of("CallSid", CALL, "RecordingUrl", RECORDING, "RecordingStatus", "absent"));
        assertThat(published).isEmpty();
    }

    @Test
    void statusesArePublishedOnceInWhateverOrderTheyCome() {
        post(WebhookRoute.CALL_STATUS, Map.of("CallSid", CALL, "CallStatus", "ringing"));
        post(WebhookRoute.CALL_STATUS, inProgress());
        post(WebhookRoute.CALL_STATUS, Map.of("CallSid", CALL, "CallStatus", "completed", "CallDuration", "42"));
        post(WebhookRoute.CALL_STATUS, Map.of("CallSid", CALL, "CallStatus", "completed", "CallDuration", "42"));
        post(WebhookRoute.CALL_STATUS, inProgress());
        assertThat(published).containsExactly(new Call.Answered(CALL), new Call.Ended(CALL, "completed", 42));
    }

    /** Twilio's signature holds no time: the same request comes again a second, an hour or a week later. */
    @ParameterizedTest
    @ValueSource(longs = {0, 31, 60 * 40, 7 * 24 * 3600})
    void aRequestThatIsSentAgainOpensNoStreamForACallThatHasEnded(long secondsLater) {
        assertThat(post(WebhookRoute.INCOMING_CALL, incoming()).twiml()).contains("<Stream", "name=\"token\"");
        post(WebhookRoute.CALL_STATUS, Map.of("CallSid", CALL, "CallStatus", "completed", "CallDuration", "42"));
        nanos.addAndGet(Duration.ofSeconds(secondsLater).toNanos());
        states.expire();
        published.clear();
        assertThat(post(WebhookRoute.INCOMING_CALL, incoming()).twiml()).endsWith("<Response/>");
        assertThat(published).isEmpty();
    }

    /** The gateway was started anew, or another replica answers: it has only read of the end. */
    @Test
    void aCallWhoseEndWasOnlyReadGetsNoStreamEither() {
        ended.add(CALL);
        assertThat(post(WebhookRoute.INCOMING_CALL, incoming()).twiml()).endsWith("<Response/>");
        assertThat(published).isEmpty();
        assertThat(post(WebhookRoute.STREAM_ENDED, inProgress()).twiml()).endsWith("<Response/>");
    }

    @Test
    void aRecordingOfACallThatEndedLongAgoIsStillTold() {
        ended.add(CALL);
        post(WebhookRoute.RECORDING_STATUS, ready(RECORDING_SID));
        assertThat(published).containsExactly(new Call.RecordingReceived(CALL, RECORDING_SID, RECORDING, 7));
    }

    /** Twilio has its document once a stream has opened; whoever asks again is somebody else, or has lost his way. */
    @Test
    void aRequestThatIsSentAgainOpensNoSecondStreamForALiveCall() {
        assertThat(post(WebhookRoute.INCOMING_CALL, incoming()).twiml()).contains("<Stream");
        states.fold(new MediaEvent.StreamStarted(CALL, "MZ1"));
        assertThat(post(WebhookRoute.INCOMING_CALL, incoming()).twiml())
                .contains("<Record")
                .doesNotContain("token", "<Stream");
    }

    @Test
    void theFirstRequestOfACallMayComeAfterItsEnd() {
        post(WebhookRoute.CALL_STATUS, Map.of("CallSid", CALL, "CallStatus", "completed", "CallDuration", "0"));
        assertThat(post(WebhookRoute.INCOMING_CALL, incoming()).twiml()).endsWith("<Response/>");
        assertThat(published).hasSize(2).last().isInstanceOf(Call.Received.class);
    }

    @ParameterizedTest
    @EnumSource(WebhookRoute.class)
    void theCallerIsAnsweredWhenNothingCanBePublished(WebhookRoute route) {
        var failing = webhooks(
                event -> {
                    throw new IllegalStateException("outbox full");
                },
                ADDRESS,
                Optional.of(SIGNATURE));
        var form = new HashMap<>(incoming());
        form.put("CallStatus", route == WebhookRoute.CALL_STATUS ? "completed" : "in-progress");
        form.put("RecordingUrl", RECORDING);
        form.put("RecordingStatus", "completed");
        WebhookAnswer answer = failing.answer(route, signed(route.path(), form, Map.of()));
        switch (route) {
            case INCOMING_CALL -> assertThat(answer.twiml()).contains("<Connect");
            case STREAM_ENDED, TRANSFER_ENDED -> assertThat(answer.twiml()).contains("<Record");
            case HANDLE_RECORDING -> assertThat(answer.twiml()).contains("thanks_he.mp3");
            case RECORDING_STATUS, CALL_STATUS, STREAM_STATUS, WHATSAPP_MESSAGE, WHATSAPP_STATUS ->
                assertThat(answer).isEqualTo(WebhookAnswer.NO_CONTENT);
        }
    }

    @ParameterizedTest
    @EnumSource(WebhookRoute.class)
    void aWebhookThatNamesNoCallIsAnsweredSafely(WebhookRoute route) {
        for (var form :
                List.of(Map.<String, String>of(), Map.of("CallSid", "<CA>|1"), Map.of("CallSid", "C".repeat(65)))) {
            WebhookAnswer answer = post(route, form);
            switch (route.fallback()) {
                case ASK_FOR_MESSAGE -> assertThat(answer.twiml()).contains("<Record");
                case THANK -> assertThat(answer.twiml()).contains("<Hangup/>").doesNotContain("<Record");
                case NO_CONTENT -> assertThat(answer).isEqualTo(WebhookAnswer.NO_CONTENT);
            }
        }
        assertThat(published).isEmpty();
    }

    @Test
    void aCallThatCannotBeGivenATokenLeavesAMessage() {
        var settings = new TwilioWebhooks.Settings(ADDRESS, Optional.of(SIGNATURE), Optional.empty(), GREETING, false);
        var tokenless =
                new TwilioWebhooks(settings, states, published::add, written::add, () -> NOW, nanos::get, () -> true);
        assertThat(tokenless
                        .answer(
                                WebhookRoute.INCOMING_CALL,
                                signed(WebhookRoute.INCOMING_CALL.path(), incoming(), Map.of()))
                        .twiml())
                .contains("<Record");
        assertThat(published).isEmpty();
    }

    @Test
    void evenWithoutAnyAddressThereIsAnAnswer() {
        var lost = webhooks(published::add, Optional.empty(), Optional.of(SIGNATURE));
        var request = request("/webhook/incoming_call", Map.of(), null, Map.of("Host", "not a host"));
        assertThat(lost.answer(WebhookRoute.INCOMING_CALL, asGet(request)).twiml())
                .startsWith("<?xml")
                .contains("<Record action=\"/webhook/handle_recording\"");
        assertThat(lost.answer(WebhookRoute.INCOMING_CALL, request).status()).isEqualTo(403);
    }

    @Test
    void brokenBytesAreNoReasonToFail() {
        byte[] body = {'C', 'a', 'l', 'l', 'S', 'i', 'd', '=', (byte) 0xFF, '%', '&', '&', '=', (byte) 0xD7};
        var request = new WebhookRequest(false, "/webhook/call_status", "http", name -> null, body);
        assertThat(webhooks.answer(WebhookRoute.CALL_STATUS, request).status()).isEqualTo(403);
        Form form = Form.parse(body).orElseThrow();
        String signature = SIGNATURE.sign(BASE + "/webhook/call_status", form.parameters());
        var signed = new WebhookRequest(
                false,
                "/webhook/call_status",
                "http",
                name -> name.equals(TwilioSignature.HEADER) ? signature : null,
                body);
        assertThat(webhooks.answer(WebhookRoute.CALL_STATUS, signed)).isEqualTo(WebhookAnswer.NO_CONTENT);
    }

    private TwilioWebhooks webhooks(
            CallPublisher publisher, Optional<PublicUrl> address, Optional<TwilioSignature> signature) {
        var settings = new TwilioWebhooks.Settings(address, signature, Optional.of(TOKENS), GREETING, false);
        return new TwilioWebhooks(settings, states, publisher, written::add, () -> NOW, nanos::get, () -> true);
    }

    private WebhookAnswer post(WebhookRoute route, Map<String, String> form) {
        return webhooks.answer(route, signed(route.path(), form, Map.of()));
    }

    private static WebhookRequest signed(String uri, Map<String, String> form, Map<String, String> headers) {
        return request(uri, form, SIGNATURE.sign(BASE + uri, lists(form)), headers);
    }

    private static WebhookRequest request(
            String uri, Map<String, String> form, String signature, Map<String, String> headers) {
        String body = form.entrySet().stream()
                .map(e -> URLEncoder.encode(e.getKey(), UTF_8) + "=" + URLEncoder.encode(e.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        return new WebhookRequest(
                false,
                uri,
                "http",
                name -> name.equals(TwilioSignature.HEADER) ? signature : headers.get(name),
                body.getBytes(UTF_8));
    }

    private static WebhookRequest get(String uri, @Nullable String signature) {
        return new WebhookRequest(
                true, uri, "http", name -> name.equals(TwilioSignature.HEADER) ? signature : null, new byte[0]);
    }

    private static WebhookRequest asGet(WebhookRequest request) {
        return new WebhookRequest(true, request.rawUri(), request.scheme(), request.headers(), new byte[0]);
    }

    private static Map<String, List<String>> lists(Map<String, String> form) {
        var lists = new LinkedHashMap<String, List<String>>();
        form.forEach((name, value) -> lists.put(name, List.of(value)));
        return lists;
    }

    private static Map<String, String> incoming() {
        return Map.of(
                "CallSid", CALL,
                "From", "+972525381648",
                "To", "+97237000000",
                "CallStatus", "ringing",
                "Direction", "inbound",
                "CallerName", "בע״מ");
    }

    private static Map<String, String> inProgress() {
        return Map.of("CallSid", CALL, "CallStatus", "in-progress");
    }

    private static Map<String, String> ready(String sid) {
        return Map.of(
                "CallSid", CALL,
                "RecordingSid", sid,
                "RecordingUrl", RECORDING,
                "RecordingStatus", "completed",
                "RecordingDuration", "7");
    }

    private static String tokenIn(WebhookAnswer answer) {
        Matcher token = Pattern.compile("name=\"token\" value=\"([^\"]*)\"").matcher(answer.twiml());
        assertThat(token.find()).isTrue();
        return token.group(1);
    }
}

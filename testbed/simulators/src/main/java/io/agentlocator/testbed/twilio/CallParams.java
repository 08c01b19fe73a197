package io.agentlocator.testbed.twilio;

import io.agentlocator.testbed.twilio.report.CallEnd;
import io.agentlocator.testbed.twilio.webhook.Courier;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A call's status and the parameters of every voice webhook. Written on the event loop, read on any thread. */
final class CallParams {
    private final SimulatorConfig config;
    private final String callSid;
    private final CallRequest request;
    private volatile String callStatus = "ringing";
    private volatile Optional<Duration> answered = Optional.empty();
    private volatile Optional<CallEnd> end = Optional.empty();

    CallParams(SimulatorConfig config, String callSid, CallRequest request) {
        this.config = config;
        this.callSid = callSid;
        this.request = request;
    }

    /** @return false when the call was answered before, or is over */
    boolean answer(Duration at) {
        if (answered.isPresent() || isOver()) return false;
        answered = Optional.of(at);
        callStatus = "in-progress";
        return true;
    }

    CallEnd end(CallEnd.By by, String status, Duration at) {
        CallEnd made = new CallEnd(by, status, answered.map(at::minus).orElse(Duration.ZERO));
        callStatus = status;
        end = Optional.of(made);
        return made;
    }

    CallEnd end() {
        return end.orElseThrow();
    }

    boolean answered() {
        return answered.isPresent();
    }

    boolean isOver() {
        return end.isPresent();
    }

    String callStatus() {
        return callStatus;
    }

    long talkedSeconds() {
        return end.map(over -> (over.talked().toMillis() + 999) / 1000).orElse(0L);
    }

    Courier.Errand complete(Courier.Errand errand) {
        boolean own = switch (errand.purpose()) {
            case PLAY, STREAM_STATUS, RECORDING_STATUS, MESSAGE, MESSAGE_STATUS -> true;
            case VOICE, FALLBACK, CONNECT_ACTION, RECORD_ACTION, DIAL_ACTION, REDIRECT, UPDATED_URL, CALL_STATUS ->
                false;
        };
        if (own) return errand;
        Map<String, String> all = new LinkedHashMap<>();
        all.put("CallSid", callSid);
        all.put("AccountSid", config.accountSid());
        all.put("From", request.from());
        all.put("To", request.to());
        all.put("Caller", request.from());
        all.put("Called", request.to());
        all.put("CallStatus", callStatus);
        all.put("ApiVersion", "2010-04-01");
        all.put("Direction", "inbound");
        all.putAll(request.extraParams());
        all.putAll(errand.params());
        return new Courier.Errand(errand.purpose(), errand.method(), errand.url(), all, errand.form());
    }

    /** The parameters of the status callback besides the standard ones. */
    Map<String, String> ending() {
        Map<String, String> params = new LinkedHashMap<>();
        long seconds = talkedSeconds();
        params.put("CallDuration", String.valueOf(seconds));
        params.put("Duration", String.valueOf((seconds + 59) / 60));
        params.put("SipResponseCode", "200");
        params.put("Timestamp", DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)));
        params.put("CallbackSource", "call-progress-events");
        params.put("SequenceNumber", "0");
        return params;
    }
}

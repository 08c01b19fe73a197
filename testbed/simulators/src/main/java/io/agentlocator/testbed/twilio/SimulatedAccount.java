package io.agentlocator.testbed.twilio;

import io.agentlocator.testbed.twilio.report.CallEnd;
import io.agentlocator.testbed.twilio.report.Notification;
import io.agentlocator.testbed.twilio.report.TimelineEvent;
import io.agentlocator.testbed.twilio.rest.RestAccount;
import io.agentlocator.testbed.twilio.rest.RestCall;
import io.agentlocator.testbed.twilio.rest.SentMessage;
import io.agentlocator.testbed.twilio.webhook.PhoneNumber;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The simulated account and its calls, as the REST interface serves them. */
record SimulatedAccount(SimulatorConfig config, Calls known, Messages messages) implements RestAccount {

    @Override
    public String accountSid() {
        return config.accountSid();
    }

    @Override
    public String authToken() {
        return config.authToken();
    }

    @Override
    public List<PhoneNumber> numbers() {
        return config.numbers();
    }

    @Override
    public Optional<RestCall> call(String callSid) {
        return known.find(callSid).map(Resource::new);
    }

    @Override
    public List<RestCall> calls() {
        return known.all().stream().<RestCall>map(Resource::new).toList();
    }

    @Override
    public SentMessage send(Map<String, String> params) {
        return messages.take(params);
    }

    private record Resource(SimulatedCall call) implements RestCall {

        @Override
        public String callSid() {
            return call.callSid();
        }

        @Override
        public String from() {
            return call.request().from();
        }

        @Override
        public String to() {
            return call.request().to();
        }

        @Override
        public Instant dialledAt() {
            return call.dialledAt();
        }

        @Override
        public String callStatus() {
            return call.params().callStatus();
        }

        @Override
        public OptionalLong duration() {
            return call.isOver() ? OptionalLong.of(call.params().talkedSeconds()) : OptionalLong.empty();
        }

        @Override
        public void notify(int code, Notification.Level level, String message) {
            call.notify(code, level, message);
        }

        @Override
        public void end(String status) {
            call.emit(new TimelineEvent.Updated(call.now(), "Status=" + status));
            call.finish(CallEnd.By.REST_UPDATE, status);
        }

        @Override
        public void update(String twiml) {
            call.update(twiml);
        }

        @Override
        public void updateUrl(String url, String method) {
            call.updateUrl(url, method);
        }
    }
}

package io.agentlocator.testbed.twilio;

import io.agentlocator.testbed.twilio.report.CallReport;
import io.agentlocator.testbed.twilio.webhook.PhoneNumber;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** An application's server, and a simulator that reaches it as {@code agent.test}. */
public final class TwilioFixture implements AutoCloseable {
    static final String ACCOUNT = "AC00000000000000000000000000000001";
    static final String TOKEN = "12345";
    public static final String CALLER = "+972501234567";
    public static final String NUMBER = "+97237000000";
    public static final String CONNECT = "<Connect action=\"/ended\"><Stream url=\"wss://agent.test/ws/twilio-media\">"
            + "<Parameter name=\"call_sid\" value=\"x\"/></Stream></Connect>";

    public final AppServer app = new AppServer();
    public final TwilioSimulator twilio;

    public TwilioFixture() {
        this(config -> config);
    }

    TwilioFixture(UnaryOperator<SimulatorConfig.Builder> settings) {
        this(settings, number -> number);
    }

    TwilioFixture(UnaryOperator<SimulatorConfig.Builder> settings, UnaryOperator<PhoneNumber> number) {
        PhoneNumber configured = number.apply(
                PhoneNumber.of(NUMBER, "https://agent.test/voice").withStatusCallback("https://agent.test/status"));
        twilio = TwilioSimulator.start(settings.apply(SimulatorConfig.of(ACCOUNT, TOKEN)
                        .number(configured)
                        .route("https://agent.test", app.http())
                        .mapWssTo("agent.test", app.ws()))
                .build());
        app.serve("/status", request -> request.response().setStatusCode(204).end());
        app.twiml("/ended", "<Hangup/>");
    }

    SimulatedCall call() {
        return call(CallFaults.none());
    }

    SimulatedCall call(CallFaults faults) {
        return twilio.call(CallRequest.of(CALLER, NUMBER).with(faults), Handset.unattended());
    }

    AppServer.Socket socket(int index) {
        Waiting.until(
                "media socket " + (index + 1) + " started",
                () -> app.sockets.size() > index
                        && !app.sockets.get(index).of("start").isEmpty());
        return app.sockets.get(index);
    }

    static CallReport report(SimulatedCall call) {
        try {
            return call.report().get(Duration.ofSeconds(20).toMillis(), TimeUnit.MILLISECONDS);
        } catch (Exception e) {
            throw new AssertionError("the call did not end: " + call.timeline(), e);
        }
    }

    CallReport hungUp(SimulatedCall call) {
        call.hangUp();
        return report(call);
    }

    @Override
    public void close() {
        twilio.close();
        app.close();
    }
}

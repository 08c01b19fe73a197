package io.agentlocator.testbed.phone;

import io.agentlocator.testbed.twilio.CallRequest;
import io.agentlocator.testbed.twilio.SimulatedCall;
import io.agentlocator.testbed.twilio.TwilioSimulator;
import io.agentlocator.testbed.twilio.report.CallReport;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Places calls with a voice, and either a list of lines or a mind. Each call runs on a virtual thread. */
public final class PhoneCaller {
    @FunctionalInterface
    private interface Part {
        void play(SimulatedCaller caller) throws InterruptedException;
    }

    private final CallerVoice voice;
    private final Patience patience;

    private PhoneCaller(CallerVoice voice, Patience patience) {
        this.voice = voice;
        this.patience = patience;
    }

    public static PhoneCaller with(CallerVoice voice) {
        return new PhoneCaller(voice, Patience.usual());
    }

    public PhoneCaller with(Patience other) {
        return new PhoneCaller(voice, other);
    }

    /** Plays a scenario's lines, with the scenario's patience. All lines are synthesised before the call is placed. */
    public PhoneCall dial(TwilioSimulator twilio, CallRequest request, Scenario scenario) {
        List<ScenarioStep> steps = new ArrayList<>();
        for (ScenarioStep step : scenario.steps())
            steps.add(new ScenarioStep(Sounds.ready(step.line(), voice), step.after()));
        return dial(twilio, request, scenario.patience(), caller -> caller.play(steps));
    }

    /** Lets the mind decide, each time the agent has finished. */
    public PhoneCall dial(TwilioSimulator twilio, CallRequest request, CallerMind mind) {
        return dial(twilio, request, patience, caller -> caller.converse(mind, voice));
    }

    private static PhoneCall dial(TwilioSimulator twilio, CallRequest request, Patience patience, Part part) {
        Attention attention = new Attention();
        SimulatedCall call = twilio.call(request, attention);
        CompletableFuture<CallReport> report = new CompletableFuture<>();
        Thread.ofVirtual().name("caller-" + call.callSid()).start(() -> {
            try {
                part.play(new SimulatedCaller(call, attention, patience));
                call.hangUp();
                report.complete(call.report().get());
            } catch (Exception | LinkageError e) {
                call.hangUp();
                report.completeExceptionally(e);
            }
        });
        return new PhoneCall(call, report);
    }
}

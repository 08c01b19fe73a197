package io.agentlocator.testbed.twilio;

import io.agentlocator.testbed.twilio.report.CallEnd;
import io.agentlocator.testbed.twilio.webhook.PhoneNumber;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** All calls of the account, and the clock that advances the sound of the live ones. */
public final class Calls {
    private static final System.Logger LOG = System.getLogger(Calls.class.getName());
    private static final long TICK_MILLIS = 5;

    private final Network network;
    private final Map<String, SimulatedCall> known = new ConcurrentHashMap<>();
    private final Map<String, SimulatedCall> live = new LinkedHashMap<>();

    Calls(Network network) {
        this.network = network;
    }

    /** On the event loop. Each call advances by its own monotonic time, so the delays of ticks do not add up. */
    void start() {
        network.vertx().setPeriodic(TICK_MILLIS, timer -> {
            for (SimulatedCall call : List.copyOf(live.values())) {
                try {
                    if (call.isOver()) live.remove(call.callSid());
                    else call.advance();
                } catch (RuntimeException e) {
                    LOG.log(System.Logger.Level.ERROR, "A call's sound stopped call_sid=" + call.callSid(), e);
                    live.remove(call.callSid());
                    call.finish(CallEnd.By.SIMULATOR_CLOSED, "failed");
                }
            }
        });
    }

    SimulatedCall place(CallRequest request, PhoneNumber number, Handset handset) {
        SimulatedCall call = new SimulatedCall(request, number, handset, network);
        known.put(call.callSid(), call);
        network.onLoop(() -> {
            live.put(call.callSid(), call);
            call.begin();
        });
        return call;
    }

    Optional<SimulatedCall> find(String callSid) {
        return Optional.ofNullable(known.get(callSid));
    }

    void forget(String callSid) {
        known.remove(callSid);
    }

    List<SimulatedCall> all() {
        return new ArrayList<>(known.values());
    }
}

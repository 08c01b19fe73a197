package io.agentlocator.testbed.twilio;

import io.agentlocator.testbed.twilio.media.Clips;
import io.agentlocator.testbed.twilio.media.StreamSockets;
import io.agentlocator.testbed.twilio.rest.RecordingStore;
import io.agentlocator.testbed.twilio.webhook.Courier;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import java.time.Duration;
import java.util.Map;

/** The state that all calls of a simulator share. One event loop runs it all and is the clock of the sound. */
record Network(
        Vertx vertx,
        Context loop,
        SimulatorConfig config,
        Courier courier,
        StreamSockets sockets,
        Clips clips,
        RecordingStore recordings,
        Map<String, Person> people,
        Listeners listeners,
        NotificationLog notifications) {

    void onLoop(Runnable task) {
        if (io.vertx.core.Vertx.currentContext() == loop && ((ContextInternal) loop).inThread()) task.run();
        else loop.runOnContext(nothing -> task.run());
    }

    /** On the event loop. */
    void later(Duration wait, Runnable task) {
        vertx.setTimer(Math.max(1, wait.toMillis()), timer -> task.run());
    }
}

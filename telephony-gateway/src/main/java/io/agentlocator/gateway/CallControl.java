package io.agentlocator.gateway;

import java.util.function.Consumer;

/** Updates live calls, and publishes the events of that. */
public interface CallControl {

    /** Does not wait. @param whenDone receives the outcome once, on any thread */
    void carryOut(TwimlPlayback.Step step, Consumer<TwimlPlayback.Outcome> whenDone);
}

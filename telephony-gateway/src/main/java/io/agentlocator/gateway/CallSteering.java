package io.agentlocator.gateway;

import java.util.function.Consumer;

/** Gives a live call what it goes through next, and announces what the others must know of it. */
public interface CallSteering {

    /** Does not wait. @param whenDone called once, on any thread, whatever becomes of it */
    void carryOut(PingPong.Step step, Consumer<PingPong.Outcome> whenDone);
}

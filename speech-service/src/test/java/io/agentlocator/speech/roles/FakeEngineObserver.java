package io.agentlocator.speech.roles;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Records everything that it receives, in order. */
public final class FakeEngineObserver implements EngineObserver {

    public final List<String> events = new CopyOnWriteArrayList<>();

    @Override
    public void failed(String engine, FailureKind kind, String cause) {
        events.add("failed " + engine + " " + kind + " " + cause);
    }

    @Override
    public void took(String engine, String what, long ms) {
        events.add("took " + engine + " " + what);
    }

    @Override
    public void used(String engine, String unit, double amount) {
        events.add("used " + engine + " " + amount + " " + unit);
    }

    @Override
    public void switched(String role, String from, String to, String cause, String callSid) {
        events.add("switched " + role + " " + from + " " + to + " " + cause + " " + callSid);
    }

    @Override
    public void unexpected(String what, String callSid, int turn, RuntimeException cause) {
        throw cause;
    }
}
